package org.foliot.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A headless Chromium, driven by the WebDriver protocol of the W3C through chromedriver. */
final class Browser implements AutoCloseable {
    private static final Pattern PORT = Pattern.compile("on port (\\d+)");
    private static final String ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

    private final Process driver;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String session;

    Browser(Path profile) throws IOException, InterruptedException {
        driver = new ProcessBuilder("chromedriver", "--port=0")
                .redirectErrorStream(true)
                .start();
        BufferedReader out = driver.inputReader();
        int port = 0;
        for (String line = out.readLine(); line != null && port == 0; line = out.readLine()) {
            Matcher matcher = PORT.matcher(line);
            port = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
            if (port != 0) {
                break;
            }
        }
        String root = "http://localhost:" + port + "/session";
        JsonObject reply = request("POST", root, capabilities(profile)).getAsJsonObject();
        session = root + "/" + reply.get("sessionId").getAsString();
    }

    /** Whether it is installed. */
    static boolean isInstalled() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":")) {
            if (Files.isExecutable(Path.of(folder, "chromedriver"))) {
                return true;
            }
        }
        return false;
    }

    private static JsonObject capabilities(Path profile) {
        JsonArray arguments = new JsonArray();
        for (String argument : List.of(
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--disable-quic",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--window-size=1280,1000",
                "--user-data-dir=" + profile)) {
            arguments.add(argument);
        }
        JsonObject options = new JsonObject();
        options.add("args", arguments);
        JsonObject logging = new JsonObject();
        logging.addProperty("browser", "ALL");
        JsonObject always = new JsonObject();
        always.addProperty("browserName", "chrome");
        always.add("goog:chromeOptions", options);
        always.add("goog:loggingPrefs", logging);
        JsonObject capabilities = new JsonObject();
        capabilities.add("alwaysMatch", always);
        JsonObject body = new JsonObject();
        body.add("capabilities", capabilities);
        return body;
    }

    private JsonElement request(String method, String address, JsonObject body)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = body == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(body.toString());
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(URI.create(address))
                        .method(method, publisher)
                        .header("Content-Type", "application/json")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        JsonElement value =
                JsonParser.parseString(response.body()).getAsJsonObject().get("value");
        if (response.statusCode() != 200) {
            throw new AssertionError("the browser said: " + value);
        }
        return value;
    }

    /** Opens a file and waits until it is loaded. */
    void open(Path file) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("url", file.toUri().toString());
        request("POST", session + "/url", body);
    }

    /** What a script returns. */
    JsonElement run(String script) throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("script", script);
        body.add("args", new JsonArray());
        return request("POST", session + "/execute/sync", body);
    }

    /** Presses keys on an element. */
    void press(String selector, String keys) throws IOException, InterruptedException {
        JsonObject find = new JsonObject();
        find.addProperty("using", "css selector");
        find.addProperty("value", selector);
        String element = request("POST", session + "/element", find)
                .getAsJsonObject()
                .get(ELEMENT)
                .getAsString();
        JsonObject text = new JsonObject();
        text.addProperty("text", keys);
        request("POST", session + "/element/" + element + "/value", text);
    }

    /** What the page has complained of since the last time. */
    List<String> complaints() throws IOException, InterruptedException {
        JsonObject body = new JsonObject();
        body.addProperty("type", "browser");
        List<String> complaints = new ArrayList<>();
        for (JsonElement entry : request("POST", session + "/se/log", body).getAsJsonArray()) {
            complaints.add(entry.getAsJsonObject().get("message").getAsString());
        }
        return complaints;
    }

    /** Takes a picture for those who want to look, below the folder of what is built. */
    void picture(String name) throws IOException, InterruptedException {
        byte[] png = Base64.getDecoder()
                .decode(request("GET", session + "/screenshot", null).getAsString());
        Files.write(Files.createDirectories(Path.of("target/pictures")).resolve(name), png);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        try {
            if (session != null) {
                request("DELETE", session, null);
            }
        } finally {
            driver.destroy();
            driver.waitFor();
        }
    }
}
