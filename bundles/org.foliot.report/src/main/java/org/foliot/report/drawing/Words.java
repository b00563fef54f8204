package org.foliot.report.drawing;

import java.util.ArrayList;
import java.util.List;

/** How much room text takes in a picture, estimated for the usual sans-serif fonts, since a picture is drawn without any. */
public final class Words {
    private Words() {}

    /** About how wide a line is, in pixels. */
    public static double width(String text, double size) {
        double ems = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ("iljtf.,:;'|!()[] ".indexOf(c) >= 0) {
                ems += 0.33;
            } else if ("mwMW%@".indexOf(c) >= 0) {
                ems += 0.92;
            } else {
                ems += Character.isUpperCase(c) ? 0.7 : 0.6;
            }
        }
        return ems * size;
    }

    /** The beginning of a line that fits, with … if that is not all. */
    public static String fitting(String text, double size, double room) {
        if (width(text, size) <= room) {
            return text;
        }
        int length = text.length();
        while (length > 0 && width(text.substring(0, length), size) + size > room) {
            length--;
        }
        return text.substring(0, length).stripTrailing() + "…";
    }

    /** A paragraph as lines that fit, broken at spaces. */
    public static List<String> lines(String text, double size, double room) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split("\\s+")) {
            if (line.length() > 0 && width(line + " " + word, size) > room) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        if (line.length() > 0) {
            lines.add(line.toString());
        }
        return lines;
    }
}
