package org.foliot.integration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A command and what a page shows of its output: a line {@code …} stands for any number of lines, {@code …} in a line for any
 * text.
 */
record Transcript(String command, List<String> shown) {
    private static final String PROMPT = "$ ";
    private static final String ELLIPSIS = "…";

    /** What a change of the model changes: fingerprints, numbers and their units, the width of columns. */
    private static final Pattern VARIABLE = Pattern.compile("(?<print>[0-9a-f]{4}(?:-[0-9a-f]{4}){3})"
            + "|(?<number>[0-9][0-9.]*)|(?<unit> +(?:ps|ns|us|ms|s)\\b)|(?<space> +)");

    /** The transcripts of a fenced block. */
    static List<Transcript> of(String block) {
        List<Transcript> transcripts = new ArrayList<>();
        for (String line : block.lines().toList()) {
            if (line.startsWith(PROMPT)) {
                transcripts.add(new Transcript(line.substring(PROMPT.length()), new ArrayList<>()));
            } else {
                transcripts.get(transcripts.size() - 1).shown().add(line);
            }
        }
        return transcripts;
    }

    /** The block of some transcripts. */
    static String block(List<Transcript> transcripts) {
        return transcripts.stream()
                .map(t -> PROMPT + t.command() + "\n"
                        + t.shown().stream().map(l -> l + "\n").collect(Collectors.joining()))
                .collect(Collectors.joining());
    }

    /** Whether the output is as shown. */
    boolean shows(String output) {
        return pattern(Transcript::literally).matcher(output).matches();
    }

    /** The same showing the numbers of an output; absent if more than its numbers has changed. */
    Optional<Transcript> renewed(String output) {
        Matcher matcher = pattern(Transcript::roughly).matcher(output);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            lines.add(shown.get(i).contains(ELLIPSIS) ? shown.get(i) : matcher.group(i + 1));
        }
        return Optional.of(new Transcript(command, lines));
    }

    private interface Rendering {
        String of(String text);
    }

    private Pattern pattern(Rendering rendering) {
        StringBuilder regex = new StringBuilder();
        for (String line : shown) {
            if (line.equals(ELLIPSIS)) {
                regex.append("((?:.*\\n)*)");
            } else {
                regex.append('(');
                String gap = "";
                for (String part : line.split(ELLIPSIS, -1)) {
                    regex.append(gap).append(rendering.of(part));
                    gap = ".*";
                }
                regex.append(")\\n");
            }
        }
        return Pattern.compile(regex.toString());
    }

    private static String literally(String text) {
        return Pattern.quote(text);
    }

    private static String roughly(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher variable = VARIABLE.matcher(text);
        int from = 0;
        while (variable.find()) {
            regex.append(Pattern.quote(text.substring(from, variable.start())));
            if (variable.group("print") != null) {
                regex.append("[0-9a-f]{4}(?:-[0-9a-f]{4}){3}");
            } else if (variable.group("number") != null) {
                regex.append("[0-9][0-9.]*");
            } else if (variable.group("unit") != null) {
                regex.append(" +(?:ps|ns|us|ms|s)\\b");
            } else {
                regex.append(" +");
            }
            from = variable.end();
        }
        return regex.append(Pattern.quote(text.substring(from))).toString();
    }
}
