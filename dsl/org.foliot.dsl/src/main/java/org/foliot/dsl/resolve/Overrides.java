package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.emf.ecore.EObject;

/**
 * What one resolution of a scenario takes in place of what the scenario says: plain texts, so that they can be sent to
 * wherever the scenario is resolved again.
 *
 * @param parameters values of parameters by name, as a scenario writes them
 * @param properties what hosts and guests have, by owner and property as in {@code web.vcpus}
 */
public record Overrides(SortedMap<String, String> parameters, SortedMap<String, PropertyValue> properties) {
    /** A scenario as it stands. */
    public static final Overrides NONE = new Overrides(new TreeMap<>(), new TreeMap<>());

    /**
     * A value of a property.
     *
     * @param text a number, a release, or the id of an extension
     * @param settings options of the extension or kernel, name to text
     */
    public record PropertyValue(String text, SortedMap<String, String> settings) {
        public PropertyValue {
            settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
        }

        Literal literal() {
            return Literal.parse(text, Literal.Kind.NUMBER)
                    .orElse(new Literal(Literal.Kind.TEXT, text, Optional.empty()));
        }
    }

    public Overrides {
        parameters = Collections.unmodifiableSortedMap(new TreeMap<>(parameters));
        properties = Collections.unmodifiableSortedMap(new TreeMap<>(properties));
    }

    /** Values of parameters alone, as a command line gives them. */
    public static Overrides ofParameters(Map<String, String> parameters) {
        return new Overrides(new TreeMap<>(parameters), new TreeMap<>());
    }

    /** The name of a property of a host or guest. */
    public static String key(String owner, Property property) {
        return owner + "." + property.word();
    }

    /** What a host or guest is to have instead. */
    Optional<PropertyValue> of(EObject root, Property property) {
        String owner = Name.of(root);
        return owner == null || properties.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(properties.get(key(owner, property)));
    }
}
