package org.foliot.api.hypervisor;

/** Error numbers of Linux ioctls, negative as the kernel returns them (include/uapi/asm-generic/errno-base.h). */
public final class Errno {
    public static final int OK = 0;
    public static final int EPERM = -1;
    public static final int ENOENT = -2;
    public static final int ENXIO = -6;
    public static final int ENOMEM = -12;
    public static final int EFAULT = -14;
    public static final int EBUSY = -16;
    public static final int EEXIST = -17;
    public static final int ENODEV = -19;
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
