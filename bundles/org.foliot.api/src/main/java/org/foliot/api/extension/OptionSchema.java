package org.foliot.api.extension;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The options of one options record: what there is to set, and how settings become an instance of the record.
 *
 * @param <O> the options record
 */
public final class OptionSchema<O extends Record> {
    private final Class<O> type;
    private final List<Part> parts;
    private final List<Entry> entries;

    /** A component of the record: one option, or a group of them. */
    private sealed interface Part {
        Class<?> javaType();
    }

    private record Entry(OptionDescriptor descriptor, Class<?> javaType) implements Part {}

    private record Group(OptionSchema<?> schema) implements Part {
        @Override
        public Class<?> javaType() {
            return schema.type;
        }
    }

    private OptionSchema(Class<O> type, List<Part> parts) {
        this.type = type;
        this.parts = List.copyOf(parts);
        this.entries = parts.stream()
                .flatMap(p -> p instanceof Group group ? group.schema.entries.stream() : Stream.of((Entry) p))
                .toList();
    }

    /**
     * Reads the schema of an options record.
     *
     * @throws OptionException when a component has neither {@link Option} nor {@link OptionGroup}, a type that no option
     *     can have, or a default that is outside its own limits; or when two options have the same name
     */
    public static <O extends Record> OptionSchema<O> of(Class<O> type) {
        List<Part> parts = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            parts.add(
                    component.isAnnotationPresent(OptionGroup.class) ? group(type, component) : entry(type, component));
        }
        OptionSchema<O> schema = new OptionSchema<>(type, parts);
        Set<String> names = new HashSet<>();
        for (Entry entry : schema.entries) {
            schema.checkDefaults(entry);
            if (!names.add(entry.descriptor().name())) {
                throw new OptionException(type.getName() + " has two options "
                        + entry.descriptor().name());
            }
        }
        return schema;
    }

    private static Group group(Class<?> owner, RecordComponent component) {
        if (!component.getType().isRecord()) {
            throw new OptionException(owner.getName() + ": the component " + component.getName()
                    + " has @OptionGroup, but its type is not a record");
        }
        return new Group(of(component.getType().asSubclass(Record.class)));
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
            throw new OptionException(
                    type.getName() + ": the default of " + e.getMessage() + "; change the default or the declaration",
                    e);
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
        return make(settings, release);
    }

    private O make(Map<String, String> settings, KernelRelease release) {
        Object[] values = new Object[parts.size()];
        Class<?>[] types = new Class<?>[parts.size()];
        for (int i = 0; i < values.length; i++) {
            Part part = parts.get(i);
            values[i] = part instanceof Group group
                    ? group.schema.make(settings, release)
                    : setting((Entry) part, settings, release);
            types[i] = part.javaType();
        }
        return construct(types, values);
    }

    private Object setting(Entry entry, Map<String, String> settings, KernelRelease release) {
        OptionDescriptor d = entry.descriptor();
        String set = settings.get(d.name());
        String text = set != null
                ? set
                : d.defaultFor(release).orElseThrow(() -> new OptionException("option " + d.name() + " must be set"));
        return value(entry, text);
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
