package org.foliot.api.hypervisor;

/** Saved state that a host cannot continue; the message is the reason in the field's words. */
public final class IncompatibleStateException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    public IncompatibleStateException(String message) {
        super(message);
    }
}
