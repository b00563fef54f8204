package org.foliot.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import org.foliot.export.XmlText;

/**
 * Writes a report as one HTML page that needs nothing else: styles, scripts and data are in it, and its content security policy
 * forbids it any network and any script but its own.
 *
 * <p>Everything that comes from a scenario is data: it is in an element that browsers do not run, without any {@code <}, and the
 * scripts put it on the page as text, never as markup.
 *
 * <p>An embedder, such as a view of a workbench, writes a page with an {@link Embedding}, or sets {@code window.foliotOpen = function
 * (file, line) …} to be told of a line that somebody wants to see. It may call {@code foliot.load(document)} with what {@link
 * ReportDocument} writes to show another report, {@code foliot.theme('dark')}, and {@code foliot.complaints()} for what has gone
 * wrong on the page.
 */
public final class ReportPage {
    private static final String LIBRARY = "echarts/echarts.min.js";
    private static final List<String> SCRIPTS =
            List.of("complaints.js", "data.js", "text.js", "theme.js", "timeline.js", "charts.js", "page.js");

    private ReportPage() {}

    /** Writes the page of its own that people open in a browser; the writer stays open. */
    public static void write(Report report, Writer out) throws IOException {
        write(report, "", out);
    }

    /** Writes the page as a part of something else; the writer stays open. */
    public static void write(Report report, Embedding embedding, Writer out) throws IOException {
        write(report, embedding.attributes(), out);
    }

    private static void write(Report report, String attributes, Writer out) throws IOException {
        String library = resource(LIBRARY);
        String script = script();
        out.write("<!DOCTYPE html>\n<html lang=\"en\"" + attributes + ">\n<head>\n<meta charset=\"utf-8\">\n");
        out.write("<meta http-equiv=\"Content-Security-Policy\" content=\"" + policy(library, script) + "\">\n");
        out.write("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        out.write("<title>" + XmlText.escaped(report.title()) + "</title>\n<style>\n" + resource("report.css")
                + "</style>\n");
        out.write(
                "</head>\n<body>\n<noscript>This page shows its pictures with scripts, which are all in it.</noscript>\n");
        out.write("<main id=\"report\"></main>\n<script type=\"application/json\" id=\"foliot-data\">");
        ReportDocument.write(report, out);
        out.write("</script>\n<script>" + library + "</script>\n<script>" + script + "</script>\n</body>\n</html>\n");
        out.flush();
    }

    /** All scripts of our own as one, which share nothing with the page but {@code window.foliot}. */
    private static String script() throws IOException {
        StringBuilder all = new StringBuilder("(function () {\n'use strict';\n");
        for (String name : SCRIPTS) {
            all.append(resource(name)).append('\n');
        }
        return all.append("})();\n").toString();
    }

    private static String policy(String... scripts) {
        StringBuilder policy = new StringBuilder("default-src 'none'; base-uri 'none'; form-action 'none'; "
                + "style-src 'unsafe-inline'; img-src data: blob:; script-src");
        for (String script : scripts) {
            policy.append(" 'sha256-").append(digest(script)).append('\'');
        }
        return policy.toString();
    }

    private static String digest(String script) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ReportPage.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("the bundle lacks " + name);
            }
            // Browsers read a carriage return as a line feed, and the digest would differ.
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        }
    }
}
