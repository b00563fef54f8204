package org.foliot.catalog;

import org.foliot.api.extension.Catalog;

/** Takes snapshots of what is installed. Registered as a service; may be called from any thread. */
public interface CatalogSource {
    /**
     * Framework property that names the folders into which people drop extension jars, separated like a class path; it
     * is optional, and with it files that are no bundles at all are reported too.
     */
    String PLUGINS_PROPERTY = "org.foliot.plugins";

    /**
     * What is installed at this moment. The extensions of a snapshot stay usable after their bundle is gone, so a run
     * keeps what it started with.
     */
    Catalog snapshot();
}
