package org.foliot.catalog;

import java.nio.file.Path;
import java.util.List;
import org.foliot.api.extension.Catalog;

/** Takes snapshots of what is installed, and tells when another one would differ. A service; may be called from any thread. */
public interface CatalogSource {
    /**
     * Framework property that names the folders into which people drop extension jars, separated like a class path; it
     * is optional, and with it files that are no bundles at all are reported too.
     */
    String PLUGINS_PROPERTY = "org.foliot.plugins";

    /**
     * Framework property that is {@code true} where the jars of those folders are left for this source to install: the
     * storage of the framework belongs to this process alone, and may change while it runs. Where it is not, whoever has
     * started the framework has installed them, once and for all.
     */
    String WATCHED_PROPERTY = "org.foliot.plugins.watched";

    /**
     * Framework property that is {@code true} where whoever has started the framework promises that no bundle comes, goes or is
     * stopped any more. An extension is then made only when somebody asks for it.
     */
    String SETTLED_PROPERTY = "org.foliot.plugins.settled";

    /**
     * Framework property with the milliseconds that an extension may take to be made, or to answer a question outside of a run;
     * 10 000 where it is not set.
     */
    String PATIENCE_PROPERTY = "org.foliot.patience";

    /**
     * What is installed at this moment. It takes some milliseconds: who asks often keeps one and {@link #watch watches}.
     *
     * <p>The extensions of a snapshot stay usable, in the version that they had, for as long as somebody holds one of
     * them; so a run keeps what it started with, whatever becomes of the jar.
     */
    Catalog snapshot();

    /**
     * The jars beside the platform that import something of the extension API: extensions, and libraries of extensions. For whoever
     * wants to have them installed elsewhere too; empty where that is not known.
     */
    default List<Path> jars() {
        return List.of();
    }

    /**
     * Calls a listener whenever a snapshot would come out differently from then on: a jar has come into a plug-in folder, has
     * been replaced or has gone, if the folders are {@linkplain #WATCHED_PROPERTY watched}, or a bundle has been
     * started or stopped by somebody else. A jar counts as soon as it is whole, which is half a second after the last
     * write to it.
     *
     * @param changed is called on a thread of this source, one call at a time, after the change
     * @return to be closed by whoever no longer listens
     */
    Watch watch(Runnable changed);

    /** Goes on until it is closed. */
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }
}
