package org.foliot.machine;

import org.foliot.api.hypervisor.IncompatibleStateException;

/**
 * Why a VM cannot start or go on somewhere.
 *
 * @param reason one word in {@code snake_case}, by which a scenario can expect it
 * @param message the whole sentence
 */
public record Refusal(String reason, String message) {
    /** The host lacks a processor or group that a vCPU's thread is to use. */
    public static final String PROCESSORS = "processors";

    /** The VMM gave up while it set the VM up. */
    public static final String SETUP = "setup";

    /** The VM dirties its memory faster than it can be copied. */
    public static final String NOT_CONVERGING = "not_converging";

    static Refusal of(IllegalArgumentException cause) {
        String reason = cause instanceof IncompatibleStateException incompatible
                ? incompatible.reason()
                : IncompatibleStateException.MEMORY;
        return new Refusal(reason, cause.getMessage());
    }
}
