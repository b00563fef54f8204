package org.foliot.ui;

import org.eclipse.ui.plugin.AbstractUIPlugin;
import org.foliot.ui.view.LatestRun;
import org.osgi.framework.BundleContext;

/** Holds what parts of the workbench share: the run that was made last. */
public final class FoliotWorkbench extends AbstractUIPlugin {
    private static FoliotWorkbench plugin;

    private final LatestRun latestRun = new LatestRun();

    /** The instance that the workbench has started. */
    public static FoliotWorkbench get() {
        return plugin;
    }

    @Override
    public void start(BundleContext context) throws Exception {
        super.start(context);
        plugin = this;
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        plugin = null;
        super.stop(context);
    }

    /** The run that was made last, for the views that show it. */
    public LatestRun latestRun() {
        return latestRun;
    }
}
