package org.foliot.dsl.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Root;

/**
 * What a study can vary about a host or guest without a parameter: what a scenario says in words rather than in values, and
 * the numbers that people vary most.
 */
public enum Property {
    VCPUS("vcpus", true, Form.COUNT),
    PVTIME("pvtime", true, Form.EXTENSION),
    GUEST_KERNEL("kernel", true, Form.KERNEL),
    CPUS("cpus", false, Form.COUNT),
    COUNTER("counter", false, Form.FREQUENCY),
    HOST_KERNEL("kernel", false, Form.KERNEL),
    HYPERVISOR("hypervisor", false, Form.EXTENSION),
    SCHEDULER("scheduler", false, Form.EXTENSION);

    /** What a value looks like. */
    enum Form {
        COUNT,
        FREQUENCY,
        EXTENSION,
        KERNEL
    }

    private final String word;
    private final boolean ofGuests;
    private final Form form;

    Property(String word, boolean ofGuests, Form form) {
        this.word = word;
        this.ofGuests = ofGuests;
        this.form = form;
    }

    /** As a scenario writes it. */
    public String word() {
        return word;
    }

    Form form() {
        return form;
    }

    /** Of which kind the extensions are that can be chosen. */
    ExtensionKind extensions() {
        return switch (this) {
            case PVTIME -> ExtensionKind.MEMORY_STRATEGY;
            case HYPERVISOR -> ExtensionKind.HYPERVISOR;
            case SCHEDULER -> ExtensionKind.HOST_SCHEDULER;
            default -> throw new IllegalStateException(word + " is no extension");
        };
    }

    /** The property of a host or guest that is called so. */
    static Optional<Property> find(Root owner, String word) {
        return of(owner).stream().filter(p -> p.word.equals(word)).findFirst();
    }

    /** What can be varied about a host or guest. */
    static List<Property> of(Root owner) {
        return Arrays.stream(values())
                .filter(p -> p.ofGuests == owner instanceof Guest)
                .toList();
    }
}
