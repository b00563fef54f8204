package org.foliot.api.hypervisor;

/**
 * Saved state that a host cannot continue.
 *
 * <p>The reason is one word of the field in {@code snake_case}, such as {@code structure_revision}, by which a scenario can
 * expect the refusal; the message is the whole sentence for people.
 */
public final class IncompatibleStateException extends IllegalArgumentException {
    /** What was saved cannot be read: another hypervisor, another version, or something missing. */
    public static final String SAVED_STATE = "saved_state";

    /** The host cannot give the guest a counter of the frequency that it knows. */
    public static final String COUNTER_FREQUENCY = "counter_frequency";

    /** The host has no stolen time to offer. */
    public static final String PV_TIME = "pv_time";

    /** The host does not implement the revision of the stolen-time structure. */
    public static final String STRUCTURE_REVISION = "structure_revision";

    /** The structures cannot be where they were. */
    public static final String MEMORY = "memory";

    /** The host lacks a hypercall service that the guest was given. */
    public static final String HYPERCALL_SERVICES = "hypercall_services";

    private static final long serialVersionUID = 1L;

    private final String reason;

    public IncompatibleStateException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    public IncompatibleStateException(String reason, String message, Throwable cause) {
        super(message, cause);
        this.reason = reason;
    }

    /** The reason as one word. */
    public String reason() {
        return reason;
    }
}
