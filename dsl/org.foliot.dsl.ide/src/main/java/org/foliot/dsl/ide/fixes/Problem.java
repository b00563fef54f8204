package org.foliot.dsl.ide.fixes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Something wrong in a file, as a marker has it.
 *
 * @param code one of {@link org.foliot.dsl.Codes}
 * @param offset where it is marked
 * @param length how much is marked
 * @param data what the validator attached: what would be right, in words, and texts that would be right
 */
public record Problem(String code, int offset, int length, List<String> data) {
    private static final Pattern REGION = Pattern.compile("\\d+:\\d+");

    public Problem {
        data = List.copyOf(data);
    }

    /** A problem with what an issue of Xtext has attached, which may be nothing. */
    public static Problem of(String code, int offset, int length, String[] data) {
        return new Problem(
                code,
                offset,
                length,
                data == null
                        ? List.of()
                        : Arrays.stream(data).filter(d -> d != null).toList());
    }

    /** What would be right, in words; may be empty. */
    String remedy() {
        return data.isEmpty() ? "" : data.get(0);
    }

    /** Texts that would be right in place of what is marked, best first. */
    List<String> replacements() {
        List<String> replacements = new ArrayList<>(data.subList(Math.min(1, data.size()), data.size()));
        replacements.removeIf(r -> REGION.matcher(r).matches());
        return replacements;
    }
}
