package org.foliot.guest;

/**
 * A counter of a guest is not where it was said to be by now, and nobody has said that it would change: what its hypervisor does
 * against {@link org.foliot.api.hypervisor.VirtualClock}.
 */
public final class UntoldClockException extends IllegalStateException {
    private static final long serialVersionUID = 1L;

    UntoldClockException(int vcpu) {
        super("the counter of vCPU " + vcpu + " changed and the guest was not told");
    }
}
