package org.foliot.cli;

import java.util.Optional;
import java.util.function.Consumer;
import org.foliot.api.extension.Catalog;
import org.foliot.catalog.CatalogSource;
import org.foliot.run.Cancellation;

/**
 * Notices while something is being made, and afterwards, that the files or extensions have changed that it is made from.
 *
 * <p>Files are looked at several times a second rather than waited for: what the system notices it notices per directory, on
 * some file systems not at all, and never that an editor is done with a file.
 */
final class Changes implements AutoCloseable {
    private static final long PERIOD_MILLIS = 200;

    private final CatalogSource source;
    private final Consumer<String> news;
    private final CatalogSource.Watch bundles;
    private final Thread looker = new Thread(this::look, "foliot-changes");

    private Catalog installed;
    private Optional<ReadFiles> files = Optional.empty();
    private Cancellation cancellation = new Cancellation();
    private boolean changed;

    /**
     * Begins to look.
     *
     * @param news is told what has changed, in one line
     */
    Changes(CatalogSource source, Consumer<String> news) {
        this.source = source;
        this.news = news;
        this.installed = source.snapshot();
        this.bundles = source.watch(this::bundlesChanged);
        looker.setDaemon(true);
        looker.start();
    }

    /**
     * Something is being made from now on, of what is there now.
     *
     * @return what will be requested when that has changed
     */
    synchronized Cancellation begin() {
        files = Optional.empty();
        changed = false;
        cancellation = new Cancellation();
        return cancellation;
    }

    /** These are the files that it is made from. */
    synchronized void madeFrom(ReadFiles read) {
        files = Optional.of(read);
    }

    /** Waits until something has changed since it was begun, and nobody is writing to the files any more. */
    void await() throws InterruptedException {
        synchronized (this) {
            while (!changed) {
                wait();
            }
        }
        Object before = null;
        Object now = state();
        while (!now.equals(before)) {
            Thread.sleep(PERIOD_MILLIS);
            before = now;
            now = state();
        }
    }

    private synchronized Object state() {
        return files.map(ReadFiles::state).orElse("");
    }

    private void look() {
        try {
            while (true) {
                synchronized (this) {
                    if (!changed) {
                        files.flatMap(ReadFiles::change).ifPresent(this::changed);
                    }
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException closed) {
            // That is how it ends.
        }
    }

    private void bundlesChanged() {
        Catalog now = source.snapshot();
        synchronized (this) {
            InstalledChange difference = InstalledChange.between(installed, now);
            installed = now;
            difference.complaints().forEach(news);
            difference.extensions().forEach(this::changed);
        }
    }

    private synchronized void changed(String what) {
        news.accept(what);
        changed = true;
        cancellation.request();
        notifyAll();
    }

    @Override
    public void close() {
        looker.interrupt();
        bundles.close();
    }
}
