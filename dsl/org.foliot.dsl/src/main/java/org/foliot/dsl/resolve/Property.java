package org.foliot.dsl.resolve;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.emf.ecore.EObject;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.dsl.foliot.CounterFrequency;
import org.foliot.dsl.foliot.CpuCount;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.HypervisorUse;
import org.foliot.dsl.foliot.KernelUse;
import org.foliot.dsl.foliot.PvTime;
import org.foliot.dsl.foliot.Root;
import org.foliot.dsl.foliot.SchedulerUse;
import org.foliot.dsl.foliot.VcpuCount;

/**
 * What a study can vary about a host or guest without a parameter: what a scenario says in words rather than in values, and
 * the numbers that people vary most.
 */
public enum Property {
    VCPUS("vcpus", true, Form.COUNT, VcpuCount.class),
    PVTIME("pvtime", true, Form.EXTENSION, PvTime.class),
    GUEST_KERNEL("kernel", true, Form.KERNEL, KernelUse.class),
    CPUS("cpus", false, Form.COUNT, CpuCount.class),
    COUNTER("counter", false, Form.FREQUENCY, CounterFrequency.class),
    HOST_KERNEL("kernel", false, Form.KERNEL, KernelUse.class),
    HYPERVISOR("hypervisor", false, Form.EXTENSION, HypervisorUse.class),
    SCHEDULER("scheduler", false, Form.EXTENSION, SchedulerUse.class);

    /** What a value looks like. */
    public enum Form {
        /** A whole number. */
        COUNT,
        /** A frequency with its unit. */
        FREQUENCY,
        /** The id of an extension, with settings or without. */
        EXTENSION,
        /** A release, or a kernel that is declared, with settings or without. */
        KERNEL
    }

    private final String word;
    private final boolean ofGuests;
    private final Form form;
    private final Class<? extends EObject> member;

    Property(String word, boolean ofGuests, Form form, Class<? extends EObject> member) {
        this.word = word;
        this.ofGuests = ofGuests;
        this.form = form;
        this.member = member;
    }

    /** As a scenario writes it. */
    public String word() {
        return word;
    }

    /** What its values look like. */
    public Form form() {
        return form;
    }

    /** Whether a host or guest says it itself, whatever it is like. */
    boolean isStatedBy(EObject owner) {
        return owner.eContents().stream().anyMatch(member::isInstance);
    }

    /**
     * Of which kind the extensions are that can be chosen.
     *
     * @throws IllegalStateException for a property of another form than {@link Form#EXTENSION}
     */
    public ExtensionKind extensions() {
        return switch (this) {
            case PVTIME -> ExtensionKind.MEMORY_STRATEGY;
            case HYPERVISOR -> ExtensionKind.HYPERVISOR;
            case SCHEDULER -> ExtensionKind.HOST_SCHEDULER;
            default -> throw new IllegalStateException(word + " is no extension");
        };
    }

    /** The property of a host or guest that is called so. */
    public static Optional<Property> find(Root owner, String word) {
        return of(owner).stream().filter(p -> p.word.equals(word)).findFirst();
    }

    /** What can be varied about a host or guest. */
    public static List<Property> of(Root owner) {
        return Arrays.stream(values())
                .filter(p -> p.ofGuests == owner instanceof Guest)
                .toList();
    }
}
