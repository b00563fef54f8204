package org.foliot.run;

import org.foliot.api.extension.ExtensionKind;
import org.foliot.api.extension.InstalledExtension;

/**
 * An extension that a run uses, and the bundle it came from.
 *
 * @param kind what it is
 * @param id its id
 * @param symbolicName the bundle's symbolic name
 * @param version the bundle's version
 * @param digest {@code sha256:} and 64 hexadecimal digits over the bundle's jar
 */
public record BundleUse(ExtensionKind kind, String id, String symbolicName, String version, String digest) {
    /** The use of an installed extension. */
    public static BundleUse of(InstalledExtension extension) {
        return new BundleUse(
                extension.kind(),
                extension.id(),
                extension.bundle().symbolicName(),
                extension.bundle().version(),
                extension.bundle().digest());
    }
}
