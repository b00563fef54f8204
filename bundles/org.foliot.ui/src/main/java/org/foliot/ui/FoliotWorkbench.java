package org.foliot.ui;

import org.apache.log4j.Logger;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.runtime.jobs.IJobManager;
import org.eclipse.core.runtime.jobs.Job;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchListener;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.plugin.AbstractUIPlugin;
import org.foliot.ui.results.LatestNotes;
import org.foliot.ui.view.LatestRun;
import org.osgi.framework.BundleContext;

/**
 * Holds what parts of the workbench share, the run that was made last and what runs said of lines, and ends runs when the
 * workbench ends.
 */
public final class FoliotWorkbench extends AbstractUIPlugin {
    /** The family of jobs that wait for runs. */
    public static final Object FAMILY_RUNS = new Object();

    private static FoliotWorkbench plugin;

    private final LatestRun latestRun = new LatestRun();
    private final LatestNotes latestNotes = new LatestNotes();
    private final LibraryLog libraryLog = new LibraryLog(ILog.of(FoliotWorkbench.class));

    /** The instance that the workbench has started. */
    public static FoliotWorkbench get() {
        return plugin;
    }

    @Override
    public void start(BundleContext context) throws Exception {
        super.start(context);
        plugin = this;
        Logger.getRootLogger().addAppender(libraryLog);
        PlatformUI.getWorkbench().addWorkbenchListener(new IWorkbenchListener() {
            @Override
            public boolean preShutdown(IWorkbench workbench, boolean forced) {
                return true;
            }

            @Override
            public void postShutdown(IWorkbench workbench) {
                endRuns();
            }
        });
    }

    /** Runs are cancelled, and waited for: they take away what they have half written. */
    private static void endRuns() {
        IJobManager jobs = Job.getJobManager();
        jobs.cancel(FAMILY_RUNS);
        try {
            jobs.join(FAMILY_RUNS, null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        Logger.getRootLogger().removeAppender(libraryLog);
        plugin = null;
        super.stop(context);
    }

    /** The run that was made last, for the views that show it. */
    public LatestRun latestRun() {
        return latestRun;
    }

    /** What the latest run of each scenario said about its lines, for the editors that show it. */
    public LatestNotes latestNotes() {
        return latestNotes;
    }
}
