package org.foliot.dsl.ui;

import com.google.inject.Guice;
import com.google.inject.Injector;
import org.eclipse.ui.plugin.AbstractUIPlugin;
import org.eclipse.xtext.ui.shared.SharedStateModule;
import org.eclipse.xtext.util.Modules2;
import org.foliot.catalog.PluginFolderSource;
import org.foliot.dsl.FoliotRuntimeModule;
import org.foliot.dsl.ide.FoliotIdeModule;
import org.osgi.framework.BundleContext;

/** Holds the language as the workbench uses it: one injector, for what is installed in this workbench. */
public final class FoliotUiPlugin extends AbstractUIPlugin {
    /** The symbolic name of this bundle, which begins the ids of its contributions. */
    public static final String ID = "org.foliot.dsl.ui";

    /** The name of the language, and of its editor. */
    public static final String LANGUAGE = "org.foliot.dsl.Foliot";

    private static FoliotUiPlugin plugin;

    private WorkbenchCatalog catalog;
    private PluginFolders pluginFolders;
    private Injector injector;

    /** The instance that the workbench has started. */
    public static FoliotUiPlugin get() {
        return plugin;
    }

    @Override
    public void start(BundleContext context) throws Exception {
        super.start(context);
        pluginFolders = new PluginFolders(getPreferenceStore());
        context.registerService(PluginFolderSource.class, pluginFolders, null);
        catalog = new WorkbenchCatalog(context, new Revalidation());
        plugin = this;
    }

    @Override
    public void stop(BundleContext context) throws Exception {
        plugin = null;
        catalog.close();
        synchronized (this) {
            injector = null;
        }
        super.stop(context);
    }

    /** What is installed in this workbench. */
    public WorkbenchCatalog catalog() {
        return catalog;
    }

    /** The folders in which people have bundles of their own. */
    public PluginFolders pluginFolders() {
        return pluginFolders;
    }

    /** The language with its editor. */
    public synchronized Injector injector() {
        if (injector == null) {
            injector = Guice.createInjector(Modules2.mixin(
                    new FoliotRuntimeModule(catalog),
                    new FoliotIdeModule(),
                    new SharedStateModule(),
                    new FoliotUiModule(this)));
        }
        return injector;
    }
}
