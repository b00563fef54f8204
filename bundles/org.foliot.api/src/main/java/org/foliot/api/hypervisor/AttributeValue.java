package org.foliot.api.hypervisor;

/**
 * Result of reading a device attribute or register.
 *
 * @param error {@link Errno#OK} or a negative errno
 * @param value the value, 0 on error
 */
public record AttributeValue(int error, long value) {
    /** A value that could be read. */
    public static AttributeValue of(long value) {
        return new AttributeValue(Errno.OK, value);
    }

    /** A refusal. */
    public static AttributeValue refused(int error) {
        return new AttributeValue(error, 0);
    }
}
