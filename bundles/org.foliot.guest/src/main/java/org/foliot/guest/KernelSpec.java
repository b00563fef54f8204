package org.foliot.guest;

import java.util.Objects;
import org.foliot.api.extension.KernelRelease;
import org.foliot.api.guest.GuestKernelOptions;

/**
 * One kernel that a guest can boot.
 *
 * @param release its release
 * @param options its settings
 * @param aware whether it looks for stolen time at all; what is not aware behaves as if built without CONFIG_PARAVIRT
 */
public record KernelSpec(KernelRelease release, GuestKernelOptions options, boolean aware) {
    public KernelSpec {
        Objects.requireNonNull(release, "release");
        Objects.requireNonNull(options, "options");
    }
}
