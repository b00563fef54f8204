package org.foliot.api.extension;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The options of one options record: what there is to set, and how settings become an instance of the record.
 *
 * @param <O> the options record
 */
public final class OptionSchema<O extends Record> {
    private final Class<O> type;
    private final List<Entry> entries;

    private record Entry(OptionDescriptor descriptor, Class<?> javaType) {}

    private OptionSchema(Class<O> type, List<Entry> entries) {
        this.type = type;
        this.entries = List.copyOf(entries);
    }

    /**
     * Reads the schema of an options record.
     *
     * @throws OptionException when a component has no {@link Option}, a type that no option can have, or a default that
     *     is outside its own limits
     */
    public static <O extends Record> OptionSchema<O> of(Class<O> type) {
        List<Entry> entries = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            entries.add(entry(type, component));
        }
        OptionSchema<O> schema = new OptionSchema<>(type, entries);
        schema.entries.forEach(schema::checkDefaults);
        return schema;
    }

    private static Entry entry(Class<?> owner, RecordComponent component) {
        Option option = component.getAnnotation(Option.class);
        String name = snakeCase(component.getName());
        if (option == null) {
            throw new OptionException(
                    owner.getName() + ": the component " + component.getName() + " needs @Option to say what it does");
        }
        OptionType type;
        try {
            type = OptionType.of(component.getType());
        } catch (OptionException e) {
            throw new OptionException(owner.getName() + ": option " + name + ": " + e.getMessage(), e);
        }
        List<OptionDescriptor.ReleaseDefault> byRelease = Arrays.stream(option.byRelease())
                .map(r -> new OptionDescriptor.ReleaseDefault(KernelRelease.parse(r.from()), r.value(), r.commit()))
                .collect(Collectors.toUnmodifiableList());
        OptionDescriptor descriptor = new OptionDescriptor(
                name,
                type,
                OptionType.wordsOf(component.getType()),
                text(option.value()),
                byRelease,
                text(option.min()),
                text(option.max()),
                option.doc());
        return new Entry(descriptor, component.getType());
    }

    private static Optional<String> text(String value) {
        return value.isEmpty() ? Optional.empty() : Optional.of(value);
    }

    private void checkDefaults(Entry entry) {
        OptionDescriptor d = entry.descriptor();
        try {
            d.defaultText().ifPresent(v -> value(entry, v));
            d.byRelease().forEach(r -> value(entry, r.value()));
        } catch (OptionException e) {
            throw new OptionException(type.getName() + ": the default of " + e.getMessage(), e);
        }
    }

    static String snakeCase(String camelCase) {
        return camelCase.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    /** The options in the order of their declaration. */
    public List<OptionDescriptor> options() {
        return entries.stream().map(Entry::descriptor).collect(Collectors.toUnmodifiableList());
    }

    /** The option of that name, if there is one. */
    public Optional<OptionDescriptor> option(String name) {
        return find(name).map(Entry::descriptor);
    }

    private Optional<Entry> find(String name) {
        return entries.stream().filter(e -> e.descriptor().name().equals(name)).findFirst();
    }

    /**
     * Reads one setting as a scenario writes it.
     *
     * @return the value, of the component's boxed type
     * @throws OptionException when there is no such option, the text is not of its type, or the value is out of range
     */
    public Object parse(String name, String text) {
        Entry entry = find(name).orElseThrow(() -> new OptionException(unknown(name)));
        return value(entry, text);
    }

    private String unknown(String name) {
        return entries.isEmpty()
                ? "there is no option " + name + "; there are none here"
                : "there is no option " + name + "; there are "
                        + entries.stream().map(e -> e.descriptor().name()).collect(Collectors.joining(", "));
    }

    private Object value(Entry entry, String text) {
        OptionDescriptor d = entry.descriptor();
        Object value = parsed(entry, text);
        d.min().ifPresent(min -> {
            if (compare(value, parsed(entry, min)) < 0) {
                throw new OptionException(d.name() + ": " + text + " is below the smallest value, " + min);
            }
        });
        d.max().ifPresent(max -> {
            if (compare(value, parsed(entry, max)) > 0) {
                throw new OptionException(d.name() + ": " + text + " is above the largest value, " + max);
            }
        });
        return value;
    }

    private static Object parsed(Entry entry, String text) {
        try {
            return entry.descriptor().type().parse(text, entry.javaType());
        } catch (OptionException e) {
            throw new OptionException(entry.descriptor().name() + ": " + e.getMessage(), e);
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new OptionException(
                    entry.descriptor().name() + ": " + text + " is not "
                            + entry.descriptor().type().expectation() + " (" + e.getMessage() + ")",
                    e);
        }
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object a, Object b) {
        return ((Comparable<Object>) a).compareTo(b);
    }

    /**
     * Makes the record from settings and, for what is not set, the defaults of a kernel release.
     *
     * @param settings name to text, each as a scenario writes it
     * @throws OptionException when a setting is wrong, or one without a default is missing
     */
    public O instantiate(Map<String, String> settings, KernelRelease release) {
        for (String name : settings.keySet()) {
            if (find(name).isEmpty()) {
                throw new OptionException(unknown(name));
            }
        }
        Object[] values = new Object[entries.size()];
        Class<?>[] types = new Class<?>[entries.size()];
        for (int i = 0; i < values.length; i++) {
            Entry entry = entries.get(i);
            OptionDescriptor d = entry.descriptor();
            String set = settings.get(d.name());
            String text = set != null
                    ? set
                    : d.defaultFor(release)
                            .orElseThrow(() -> new OptionException("option " + d.name() + " must be set"));
            values[i] = value(entry, text);
            types[i] = entry.javaType();
        }
        return construct(types, values);
    }

    private O construct(Class<?>[] types, Object[] values) {
        try {
            Constructor<O> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new OptionException(e.getCause().getMessage(), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new OptionException(type.getName() + " cannot be made: " + e.getMessage(), e);
        }
    }
}
