package org.foliot.catalog;

import java.nio.file.Path;
import java.util.List;

/**
 * Names folders into which people drop extension jars, where those are chosen while the framework runs: the preferences of a
 * workbench, for example. A service; may be called from any thread, several times a second.
 *
 * <p>The jars in these folders are for the {@link CatalogSource} to install, whatever becomes of those that a
 * {@linkplain CatalogSource#PLUGINS_PROPERTY property} names. A folder that is no longer named has lost its jars.
 */
@FunctionalInterface
public interface PluginFolderSource {
    /** The folders as they are chosen now, of which some need not exist. */
    List<Path> folders();
}
