package org.foliot.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A distribution that stays up while its user changes what is in the plug-in folder. */
class WatchTest {
    private static final String STOLEN_TIME = "examples/tutorial/stolen-time.foliot";
    private static final String WATCHING = "Ctrl-C ends\n";
    private static final int SIGTERM = 128 + 15;

    @TempDir
    private Path folder;

    private Process process;
    private Path err;
    private int read;

    @AfterEach
    void end() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /** Waits until the process has written a text after what was waited for last, and returns what came before it. */
    private String await(String expected) throws IOException {
        Instant deadline = Instant.now().plus(Duration.ofMinutes(2));
        while (true) {
            String text = Files.readString(err);
            int found = text.indexOf(expected, read);
            if (found >= 0) {
                String before = text.substring(read, found);
                read = found + expected.length();
                return before;
            }
            assertThat(process.isAlive())
                    .as("waiting for \"%s\" in%n%s", expected, text)
                    .isTrue();
            assertThat(Instant.now())
                    .as("waiting for \"%s\" in%n%s", expected, text)
                    .isBefore(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void theManifestOfEveryRunHasTheVersionAndTheDigestThatItRanWith() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path jar = foliot.bundle("org.foliot.memory.userspace");
        Path later = Foliot.withVersion(jar, "9.9.9", folder.resolve("later.jar"));
        Path plugin = Files.move(jar, foliot.home().resolve("plugins/userspace.jar"));
        String digest = digest(plugin);
        err = folder.resolve("err");
        Path out = folder.resolve("runs");
        process = foliot.start(
                folder.resolve("out"), err, "run", "--watch", "--quiet", "--out", out.toString(), STOLEN_TIME);
        await(WATCHING);
        Files.copy(later, plugin, StandardCopyOption.REPLACE_EXISTING);
        await("memory strategy userspace has been replaced by that of org.foliot.memory.userspace 9.9.9");
        await(WATCHING);

        assertThat(strategyOf(out.resolve("stolen_time")).get("digest").getAsString())
                .isEqualTo(digest);
        JsonObject replaced = strategyOf(out.resolve("stolen_time-2"));
        assertThat(replaced.get("digest").getAsString()).isEqualTo(digest(later));
        assertThat(replaced.get("version").getAsString()).isEqualTo("9.9.9");
    }

    private static String digest(Path jar) throws Exception {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(jar));
        return "sha256:" + HexFormat.of().formatHex(digest);
    }

    /** What the manifest of a run says of the memory strategy that it used. */
    private static JsonObject strategyOf(Path run) throws IOException {
        JsonObject manifest = JsonParser.parseString(Files.readString(run.resolve("manifest.json")))
                .getAsJsonObject();
        for (JsonElement bundle : manifest.getAsJsonArray("bundles")) {
            if (bundle.getAsJsonObject().get("kind").getAsString().equals("memory")) {
                return bundle.getAsJsonObject();
            }
        }
        throw new AssertionError("the run used no memory strategy");
    }

    @Test
    void aBundleMayComeInPiecesBeReplacedAndGoWhileScenariosAreWatched() throws Exception {
        Foliot foliot = Foliot.copyTo(folder.resolve("foliot"));
        Path jar = foliot.bundle("org.foliot.memory.userspace");
        byte[] whole = Files.readAllBytes(jar);
        Files.delete(jar);
        err = folder.resolve("err");
        process = foliot.start(folder.resolve("out"), err, "run", "--watch", "--quiet", STOLEN_TIME);
        assertThat(await(WATCHING)).contains(":18:12: error:").contains("userspace");

        Path plugin = foliot.home().resolve("plugins/userspace.jar");
        Files.write(plugin, Arrays.copyOf(whole, whole.length / 2));
        await("userspace.jar: is not a readable jar");
        Files.write(plugin, whole);
        await("memory strategy userspace has come with org.foliot.memory.userspace");
        assertThat(await(WATCHING)).doesNotContain("error");

        Path kvm = foliot.bundle("org.foliot.hypervisor.kvm");
        Files.copy(kvm, foliot.home().resolve("plugins/kvm.jar"));
        await("kvm.jar: is a bundle that the framework did not install");

        Files.delete(plugin);
        await("memory strategy userspace has gone with org.foliot.memory.userspace");
        assertThat(await(WATCHING)).contains(":18:12: error:");

        process.toHandle().destroy();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).isEqualTo(SIGTERM);
        assertThat(Files.readString(err)).doesNotContain("internal error");
    }
}
