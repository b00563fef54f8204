package org.foliot.compiler;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.foliot.dsl.resolve.ResolvedStudy.Level;
import org.foliot.program.study.AxisValue;

/**
 * Labels the values of a variation: a word, and of its settings those that not every value of that word on its axis has. Where a
 * word stands only once, with settings, nothing else says that it is not the plain one, so it keeps all of them.
 */
final class AxisValues {
    private AxisValues() {}

    /** The values in rows, one per axis in each. */
    static List<List<AxisValue>> of(List<List<Level>> rows) {
        List<List<AxisValue>> values = new ArrayList<>();
        for (List<Level> row : rows) {
            List<AxisValue> labelled = new ArrayList<>();
            for (int i = 0; i < row.size(); i++) {
                int axis = i;
                labelled.add(
                        value(row.get(i), rows.stream().map(r -> r.get(axis)).toList()));
            }
            values.add(labelled);
        }
        return values;
    }

    private static AxisValue value(Level level, List<Level> axis) {
        String label = level.settings().isEmpty() ? level.text() : label(level, axis);
        return new AxisValue(level.text(), level.settings(), level.amount(), label);
    }

    private static String label(Level level, List<Level> axis) {
        List<Level> alike =
                axis.stream().filter(other -> other.text().equals(level.text())).toList();
        if (alike.stream().distinct().count() == 1) {
            return AxisValue.written(level.text(), level.settings());
        }
        Set<Map.Entry<String, String>> shared = new HashSet<>(level.settings().entrySet());
        alike.forEach(other -> shared.retainAll(other.settings().entrySet()));
        SortedMap<String, String> telling = new TreeMap<>(level.settings());
        telling.entrySet().removeAll(shared);
        return AxisValue.written(level.text(), telling);
    }
}
