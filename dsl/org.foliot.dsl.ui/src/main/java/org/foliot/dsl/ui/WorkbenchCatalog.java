package org.foliot.dsl.ui;

import java.util.List;
import java.util.function.Supplier;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.catalog.CatalogSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;

/** What is installed in this workbench, and word of it when it changes. */
public final class WorkbenchCatalog implements Supplier<Catalog>, AutoCloseable {
    private static final long PATIENCE_MILLIS = 5000;

    private static final Catalog NOTHING = new Catalog() {
        @Override
        public List<InstalledExtension> extensions() {
            return List.of();
        }

        @Override
        public List<UnwiredBundle> unwired() {
            return List.of();
        }
    };

    private final Runnable changed;
    private final ServiceTracker<CatalogSource, CatalogSource> source;
    private CatalogSource.Watch watch;
    private Catalog snapshot;
    private volatile boolean awaited;

    WorkbenchCatalog(BundleContext context, Runnable changed) {
        this.changed = changed;
        this.source = new ServiceTracker<>(context, CatalogSource.class, null) {
            @Override
            public CatalogSource addingService(ServiceReference<CatalogSource> reference) {
                CatalogSource found = super.addingService(reference);
                if (awaited) {
                    changed.run();
                }
                return found;
            }
        };
        source.open();
    }

    /** What is installed now; nothing if the service that knows it does not come within seconds. */
    @Override
    public Catalog get() {
        synchronized (this) {
            if (snapshot != null) {
                return snapshot;
            }
        }
        CatalogSource found = waitForSource();
        if (found == null) {
            // Whoever has been told that there is nothing has to be told when there is.
            awaited = true;
            return NOTHING;
        }
        synchronized (this) {
            if (watch == null) {
                watch = found.watch(this::forget);
            }
            if (snapshot == null) {
                snapshot = found.snapshot();
            }
            return snapshot;
        }
    }

    private CatalogSource waitForSource() {
        try {
            return source.waitForService(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return null;
        }
    }

    private void forget() {
        synchronized (this) {
            snapshot = null;
        }
        changed.run();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (watch != null) {
                watch.close();
                watch = null;
            }
        }
        source.close();
    }
}
