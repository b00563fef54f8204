package org.foliot.testkit;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionDescriptor;
import org.foliot.api.extension.OptionException;
import org.foliot.api.extension.OptionSchema;

/** What every extension has to keep, whatever its kind: its options are sound, and the component has no state. */
final class OptionRules {
    private static final String OPTIONS = "org.foliot.api.extension.Option";
    private static final String STATE = "org.foliot.api.extension.Configurable";

    private final Candidate<?> candidate;
    private final OptionSchema<?> schema;

    OptionRules(Candidate<?> candidate) {
        this.candidate = candidate;
        this.schema = OptionSchema.of(candidate.service().optionsType());
    }

    List<Check> checks() {
        return List.of(
                new Check("every option says what it does", OPTIONS, this::documented),
                new Check("the defaults are good for every kernel release", OPTIONS, this::defaults),
                new Check("every word and every limit that is declared is accepted", OPTIONS, this::accepted),
                new Check("the component has no state", STATE, this::stateless));
    }

    /** Whether the settings and the defaults make options for a kernel of the default release. */
    boolean makeOptions() {
        try {
            schema.instantiate(candidate.settings(), KernelRelease.DEFAULT);
            return true;
        } catch (OptionException e) {
            return false;
        }
    }

    private void documented() {
        for (OptionDescriptor option : schema.options()) {
            Expect.that(!option.documentation().isBlank(), "the option " + option.name() + " has no documentation");
        }
    }

    private void defaults() {
        for (KernelRelease release : releases()) {
            instantiate("the defaults of Linux " + release, Map.of(), release);
        }
    }

    /** The default release, and each around which a default changes. */
    private SortedSet<KernelRelease> releases() {
        SortedSet<KernelRelease> releases = new TreeSet<>(List.of(new KernelRelease(4, 19), KernelRelease.DEFAULT));
        for (OptionDescriptor option : schema.options()) {
            option.byRelease().forEach(r -> releases.add(r.from()));
        }
        return releases;
    }

    private void accepted() {
        for (OptionDescriptor option : schema.options()) {
            option.words().forEach(word -> accept(option, word));
            option.min().ifPresent(min -> accept(option, min));
            option.max().ifPresent(max -> accept(option, max));
        }
    }

    private void accept(OptionDescriptor option, String value) {
        try {
            schema.parse(option.name(), value);
        } catch (OptionException e) {
            throw new BrokenRule(
                    "the option " + option.name() + " declares " + value + ", but does not take it: " + e.getMessage());
        }
    }

    private void instantiate(String what, Map<String, String> more, KernelRelease release) {
        Map<String, String> settings = new HashMap<>(candidate.settings());
        settings.putAll(more);
        try {
            schema.instantiate(settings, release);
        } catch (OptionException e) {
            throw new BrokenRule(what + " make no options: " + e.getMessage());
        }
    }

    /** Runs of several threads share a component; what it remembered of one would be in another. */
    private void stateless() {
        for (Class<?> type = candidate.service().getClass(); type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Expect.that(
                        Modifier.isFinal(field.getModifiers()) || field.isSynthetic(),
                        "the field " + field.getName() + " of " + type.getName()
                                + " can change, but runs beside each other share the component; keep it in what "
                                + maker() + " makes");
            }
        }
    }

    private String maker() {
        Configurable<?> service = candidate.service();
        return service instanceof org.foliot.api.memory.MemoryStrategy<?> ? "open" : "create";
    }
}
