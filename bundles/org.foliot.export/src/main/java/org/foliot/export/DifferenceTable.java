package org.foliot.export;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.foliot.run.comparison.Difference;
import org.foliot.run.comparison.Difference.Aspect;

/** In what two runs differ, as text for people on a terminal: a line for each difference, with what each of the runs has. */
public final class DifferenceTable {
    private static final Pattern DIGEST = Pattern.compile("sha256:([0-9a-f]{12})[0-9a-f]{52}");
    private static final String ABSENT = "none";

    private DifferenceTable() {}

    /**
     * The table; each line is indented and ends in a line feed.
     *
     * @param first what the first column is headed with
     * @param second what the second one is headed with
     */
    public static String render(List<Difference> differences, String first, String second) {
        TextTable table = TextTable.ofWords().row(List.of("", first, second));
        for (Difference difference : differences) {
            table.row(List.of(name(difference), value(difference.first()), value(difference.second())));
        }
        StringBuilder out = new StringBuilder();
        table.appendTo(out, "  ");
        return out.toString();
    }

    private static String name(Difference difference) {
        boolean named = difference.aspect() == Aspect.ENVIRONMENT || difference.aspect() == Aspect.EXTENSION;
        String name = difference.name().isEmpty() ? "" : " " + difference.name();
        return named ? difference.name() : difference.aspect().word() + name;
    }

    /** Digests are cut to twelve digits, which are enough to tell two of them apart. */
    private static String value(Optional<String> value) {
        Matcher digest = DIGEST.matcher(value.orElse(ABSENT));
        return digest.replaceAll("$1");
    }
}
