package org.foliot.testkit;

import java.util.Map;
import java.util.TreeMap;
import org.foliot.api.extension.Configurable;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.extension.OptionSchema;

/**
 * An extension that is put to the test, with the settings it is tested under.
 *
 * @param id the word by which a scenario names it
 * @param service the component
 * @param settings option names to values, each as a scenario writes it; what is not set has its default
 * @param <S> the kind of extension
 */
public record Candidate<S extends Configurable<?>>(String id, S service, Map<String, String> settings) {
    public Candidate {
        settings = Map.copyOf(settings);
    }

    /** An extension with its defaults. */
    public static <S extends Configurable<?>> Candidate<S> of(String id, S service) {
        return new Candidate<>(id, service, Map.of());
    }

    /** This candidate with one more setting. */
    public Candidate<S> with(String option, String value) {
        Map<String, String> more = new TreeMap<>(settings);
        more.put(option, value);
        return new Candidate<>(id, service, more);
    }

    /** The options of a component under these settings on a kernel release. */
    <O extends Record> O options(Configurable<O> component, KernelRelease release) {
        return OptionSchema.of(component.optionsType()).instantiate(settings, release);
    }
}
