package org.foliot.dsl.resolve;

import java.util.Collections;
import java.util.List;
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

    /** What a host or guest is to have instead: what is given for it, or for the one that it is like and has this from. */
    Optional<PropertyValue> of(EObject root, Property property) {
        if (properties.isEmpty()) {
            return Optional.empty();
        }
        List<? extends EObject> lineage = Refinement.lineage(root);
        for (int i = lineage.size() - 1; i >= 0; i--) {
            String owner = Name.of(lineage.get(i));
            PropertyValue instead = owner == null ? null : properties.get(key(owner, property));
            if (instead != null || property.isStatedBy(lineage.get(i))) {
                return Optional.ofNullable(instead);
            }
        }
        return Optional.empty();
    }
}
