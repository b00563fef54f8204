package org.foliot.study;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.foliot.api.observation.Metric;
import org.foliot.program.Program;
import org.foliot.program.Source;

/**
 * Writes what determines a run down as text, the same for the same values wherever and however they came about. Where
 * something stands in a file, and what documents it, determines nothing and is left out.
 */
final class CanonicalText {
    private static final Set<String> NO_MATTER = Set.of("name", "origin", "documentation");

    private final StringBuilder out = new StringBuilder();

    private CanonicalText() {}

    static String of(Object value) {
        CanonicalText text = new CanonicalText();
        text.write(value);
        return text.out.toString();
    }

    private void write(Object value) {
        if (value instanceof Source) {
            out.append('-');
        } else if (value instanceof Metric metric) {
            out.append(metric.subject()).append('.').append(metric.name());
        } else if (value instanceof Record record) {
            write(record);
        } else if (value instanceof Optional<?> optional) {
            optional.ifPresentOrElse(this::write, () -> out.append('?'));
        } else if (value instanceof List<?> list) {
            all(list);
        } else if (value instanceof Map<?, ?> map) {
            out.append('{');
            new TreeMap<>(map).forEach((key, each) -> {
                write(key);
                out.append(':');
                write(each);
                out.append(';');
            });
            out.append('}');
        } else if (value instanceof Collection<?> set) {
            all(set.stream().sorted().toList());
        } else if (value instanceof Enum<?> constant) {
            out.append(constant.name());
        } else if (value instanceof String text) {
            // The length keeps texts apart that hold what stands between them.
            out.append(text.length()).append('"').append(text);
        } else if (value instanceof Number || value instanceof Boolean) {
            out.append(value);
        } else {
            throw new IllegalArgumentException("no canonical text for " + value.getClass());
        }
    }

    private void all(Collection<?> values) {
        out.append('[');
        for (Object each : values) {
            write(each);
            out.append(';');
        }
        out.append(']');
    }

    private void write(Record record) {
        out.append(record.getClass().getSimpleName()).append('(');
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            if (!(record instanceof Program && NO_MATTER.contains(component.getName()))) {
                out.append(component.getName()).append('=');
                write(value(component, record));
                out.append(';');
            }
        }
        out.append(')');
    }

    private static Object value(RecordComponent component, Record record) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("records of programs are public: " + component, e);
        }
    }
}
