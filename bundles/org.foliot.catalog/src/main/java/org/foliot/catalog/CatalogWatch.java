package org.foliot.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.catalog.CatalogSource.Watch;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceListener;

/**
 * Looks for changes of what is installed, several times a second, on a thread that lives only while somebody listens.
 *
 * <p>What comes together is told together: listeners hear of everything that has changed since the last look once.
 */
final class CatalogWatch {
    private static final long PERIOD_MILLIS = 250;

    private final BundleContext context;
    private final BooleanSupplier look;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final AtomicBoolean changedByOthers = new AtomicBoolean();
    private final ServiceListener registry = event -> changedByOthers.set(true);
    private Thread watcher;

    /**
     * A watch without listeners.
     *
     * @param look brings what is installed up to date, and says whether that has changed anything
     */
    CatalogWatch(BundleContext context, BooleanSupplier look) {
        this.context = context;
        this.look = look;
    }

    synchronized Watch add(Runnable listener) {
        // So that the same listener can be added twice, and each be closed by itself.
        Runnable own = listener::run;
        listeners.add(own);
        if (watcher == null) {
            begin();
        }
        return () -> remove(own);
    }

    private synchronized void remove(Runnable listener) {
        listeners.remove(listener);
        if (listeners.isEmpty()) {
            end();
        }
    }

    synchronized void close() {
        listeners.clear();
        end();
    }

    private void begin() {
        try {
            context.addServiceListener(registry, anyExtension());
        } catch (InvalidSyntaxException impossible) {
            throw new AssertionError(impossible);
        }
        watcher = new Thread(this::watch, "foliot-catalog");
        watcher.setDaemon(true);
        watcher.start();
    }

    private void end() {
        if (watcher != null) {
            context.removeServiceListener(registry);
            watcher.interrupt();
            watcher = null;
        }
    }

    private static String anyExtension() {
        return Arrays.stream(ExtensionKind.values())
                .map(kind -> "(" + Constants.OBJECTCLASS + "=" + kind.service().getName() + ")")
                .collect(Collectors.joining("", "(|", ")"));
    }

    private void watch() {
        try {
            while (!Thread.interrupted()) {
                boolean changed = look.getAsBoolean();
                if (changedByOthers.getAndSet(false) || changed) {
                    listeners.forEach(CatalogWatch::tell);
                }
                Thread.sleep(PERIOD_MILLIS);
            }
        } catch (InterruptedException closed) {
            // That is how it ends.
        }
    }

    /** A listener that fails must not keep others from hearing. */
    private static void tell(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException | LinkageError wrong) {
            Thread current = Thread.currentThread();
            current.getUncaughtExceptionHandler().uncaughtException(current, wrong);
        }
    }
}
