package org.foliot.dsl;

import java.util.List;
import java.util.Optional;

/** Writes diagnostics for people: place, message, the line itself with carets, and the remedy. */
public final class DiagnosticPrinter {
    private static final int WIDEST_EXCERPT = 120;

    /** Gives the line of a file, for excerpts. */
    @FunctionalInterface
    public interface Lines {
        /** The text of a line, counted from 1, without its end; absent where it is not known. */
        Optional<String> line(String file, int line);
    }

    private final Lines lines;

    /** Takes its excerpts from the given source. */
    public DiagnosticPrinter(Lines lines) {
        this.lines = lines;
    }

    /** All diagnostics, one after the other, with an empty line between. */
    public String print(List<Diagnostic> diagnostics) {
        StringBuilder out = new StringBuilder();
        for (Diagnostic diagnostic : diagnostics) {
            if (out.length() > 0) {
                out.append('\n');
            }
            out.append(print(diagnostic));
        }
        return out.toString();
    }

    /** One diagnostic; several lines, each ended. */
    public String print(Diagnostic d) {
        StringBuilder out = new StringBuilder();
        out.append(d.file()).append(':').append(d.line()).append(':').append(d.column());
        out.append(": ").append(d.severity()).append(": ").append(d.message());
        out.append(" [").append(d.code()).append("]\n");
        String margin = " ".repeat(Math.max(4, Integer.toString(d.line()).length() + 1));
        lines.line(d.file(), d.line()).ifPresent(text -> excerpt(out, margin, d, text));
        if (!d.remedy().isEmpty()) {
            out.append(margin).append(" = ").append(d.remedy()).append('\n');
        }
        return out.toString();
    }

    private static void excerpt(StringBuilder out, String margin, Diagnostic d, String text) {
        int start = Math.min(d.column() - 1, text.length());
        int from = 0;
        String shown = text;
        if (text.length() > WIDEST_EXCERPT) {
            from = Math.max(0, Math.min(start - WIDEST_EXCERPT / 2, text.length() - WIDEST_EXCERPT));
            shown = (from > 0 ? "…" : "")
                    + text.substring(from, from + WIDEST_EXCERPT)
                    + (from + WIDEST_EXCERPT < text.length() ? "…" : "");
            start = start - from + (from > 0 ? 1 : 0);
        }
        String number = Integer.toString(d.line());
        out.append(" ".repeat(margin.length() - number.length())).append(number);
        out.append(" | ").append(shown).append('\n');
        out.append(margin).append(" | ");
        for (int i = 0; i < start; i++) {
            out.append(i < shown.length() && shown.charAt(i) == '\t' ? '\t' : ' ');
        }
        int room = Math.max(1, shown.length() - start);
        out.append("^".repeat(Math.max(1, Math.min(d.length(), room)))).append('\n');
    }
}
