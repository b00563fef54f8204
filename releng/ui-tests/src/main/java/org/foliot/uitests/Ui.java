package org.foliot.uitests;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.GC;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.graphics.ImageData;
import org.eclipse.swt.graphics.ImageLoader;
import org.eclipse.swt.graphics.Point;
import org.eclipse.swt.graphics.Rectangle;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Display;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.PlatformUI;

/** The thread of the workbench, seen from a test beside it. */
final class Ui {
    /** How long anything may take on a busy machine. */
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private static final int LOOK_AGAIN_MILLIS = 20;

    private Ui() {}

    /** Does something in the thread of the workbench. */
    static <T> T call(Callable<T> work) {
        AtomicReference<T> result = new AtomicReference<>();
        AtomicReference<Throwable> failure = new AtomicReference<>();
        display().syncExec(() -> {
            try {
                result.set(work.call());
            } catch (Throwable thrown) {
                failure.set(thrown);
            }
        });
        if (failure.get() != null) {
            throw new AssertionError("in the thread of the workbench: " + failure.get(), failure.get());
        }
        return result.get();
    }

    /** The same for what has no result. */
    static void run(ThrowingRunnable work) {
        call(() -> {
            work.run();
            return null;
        });
    }

    /** What may fail in any way. */
    interface ThrowingRunnable {
        void run() throws Exception;
    }

    /** Lets the workbench go on until something is so; it is asked in its thread. */
    static void waitUntil(String what, BooleanSupplier isSo) {
        run(() -> {
            long deadline = System.nanoTime() + PATIENCE_NANOS;
            Display display = display();
            while (!isSo.getAsBoolean()) {
                if (System.nanoTime() > deadline) {
                    picture("waited-in-vain");
                    throw new AssertionError("not within a minute: " + what);
                }
                // Something always comes: the timer at the latest.
                display.timerExec(LOOK_AGAIN_MILLIS, () -> {});
                if (!display.readAndDispatch()) {
                    display.sleep();
                }
            }
        });
    }

    /** Waits until the workspace is built. */
    static void build() throws Exception {
        ResourcesPlugin.getWorkspace()
                .build(org.eclipse.core.resources.IncrementalProjectBuilder.INCREMENTAL_BUILD, null);
        Job.getJobManager().join(ResourcesPlugin.FAMILY_MANUAL_BUILD, null);
        Job.getJobManager().join(ResourcesPlugin.FAMILY_AUTO_BUILD, null);
    }

    static IWorkbenchPage page() {
        return PlatformUI.getWorkbench().getWorkbenchWindows()[0].getActivePage();
    }

    static Display display() {
        return PlatformUI.getWorkbench().getDisplay();
    }

    /** Keeps a picture of the screen beside the results. */
    static void picture(String name) {
        picture(name, () -> display().getBounds());
    }

    /** Keeps a picture of what is to be seen of a control. */
    static void picture(String name, Control control) {
        picture(name, () -> {
            Point place = control.toDisplay(0, 0);
            Point size = control.getSize();
            return new Rectangle(place.x, place.y, size.x, size.y);
        });
    }

    private static void picture(String name, Callable<Rectangle> part) {
        run(() -> {
            Display display = display();
            while (display.readAndDispatch()) {
                // What is still to be drawn belongs into the picture.
            }
            Rectangle area = part.call();
            Image image = new Image(display, area.width, area.height);
            GC screen = new GC(display);
            screen.copyArea(image, area.x, area.y);
            screen.dispose();
            ImageLoader writer = new ImageLoader();
            writer.data = new ImageData[] {image.getImageData()};
            writer.save(System.getProperty("foliot.uitests.pictures") + "/" + name + ".png", SWT.IMAGE_PNG);
            image.dispose();
        });
    }
}
