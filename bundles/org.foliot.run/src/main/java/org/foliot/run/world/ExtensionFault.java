package org.foliot.run.world;

import org.foliot.api.extension.InstalledExtension;

/** An extension answered with something that its contract does not allow. */
public final class ExtensionFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient InstalledExtension extension;
    private final String call;

    ExtensionFault(InstalledExtension extension, String call, String message) {
        super(message);
        this.extension = extension;
        this.call = call;
    }

    /** Whose answer it was. */
    public InstalledExtension extension() {
        return extension;
    }

    /** The method of the contract that was called. */
    public String call() {
        return call;
    }
}
