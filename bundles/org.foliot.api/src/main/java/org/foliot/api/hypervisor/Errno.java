package org.foliot.api.hypervisor;

/** Error numbers of Linux ioctls, negative as the kernel returns them (include/uapi/asm-generic/errno-base.h). */
public final class Errno {
    /** No error. */
    public static final int OK = 0;
    /** Not permitted. */
    public static final int EPERM = -1;
    /** There is no such register or attribute. */
    public static final int ENOENT = -2;
    /** There is no such device, or nothing at that place. */
    public static final int ENXIO = -6;
    /** No memory. */
    public static final int ENOMEM = -12;
    /** An address that cannot be reached. */
    public static final int EFAULT = -14;
    /** Too late: a vCPU has run already. */
    public static final int EBUSY = -16;
    /** It has been set already. */
    public static final int EEXIST = -17;
    /** There is no such device here. */
    public static final int ENODEV = -19;
    /** An argument that cannot be. */
    public static final int EINVAL = -22;

    private Errno() {}

    /** The name of an error number, for messages. */
    public static String name(int error) {
        return switch (error) {
            case OK -> "OK";
            case EPERM -> "EPERM";
            case ENOENT -> "ENOENT";
            case ENXIO -> "ENXIO";
            case ENOMEM -> "ENOMEM";
            case EFAULT -> "EFAULT";
            case EBUSY -> "EBUSY";
            case EEXIST -> "EEXIST";
            case ENODEV -> "ENODEV";
            case EINVAL -> "EINVAL";
            default -> "errno " + -error;
        };
    }
}
