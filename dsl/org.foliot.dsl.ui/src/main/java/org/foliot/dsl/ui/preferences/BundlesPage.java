package org.foliot.dsl.ui.preferences;

import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.PathEditor;
import org.eclipse.jface.resource.JFaceResources;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Table;
import org.eclipse.swt.widgets.TableColumn;
import org.eclipse.swt.widgets.TableItem;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.foliot.api.extension.Catalog;
import org.foliot.api.extension.InstalledExtension;
import org.foliot.api.extension.UnwiredBundle;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.dsl.ui.PluginFolders;

/** In which folders people have bundles of their own, and which extensions there are, with what is wrong about others. */
public final class BundlesPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {
    private static final int HEIGHT = 160;

    private Table table;

    /** For the workbench. */
    public BundlesPage() {
        super(GRID);
        setPreferenceStore(FoliotUiPlugin.get().getPreferenceStore());
        setDescription(
                "Hypervisors, memory strategies and host schedulers of your own: a jar that is dropped into one of"
                        + " these folders counts at once, and one that is taken out is missed.");
    }

    @Override
    public void init(IWorkbench workbench) {}

    @Override
    protected void createFieldEditors() {
        addField(new PathEditor(
                PluginFolders.PREFERENCE, "&Folders with bundles:", "Bundles are in", getFieldEditorParent()));
    }

    @Override
    protected Control createContents(Composite parent) {
        Control fields = super.createContents(parent);
        new Label(parent, SWT.NONE).setText("&Installed:");
        table = new Table(parent, SWT.BORDER | SWT.FULL_SELECTION | SWT.V_SCROLL);
        table.setHeaderVisible(true);
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(SWT.DEFAULT, HEIGHT)
                .applyTo(table);
        for (String title : new String[] {"Id", "Kind", "Bundle"}) {
            new TableColumn(table, SWT.NONE).setText(title);
        }
        fill(FoliotUiPlugin.get().catalog().get());
        for (TableColumn column : table.getColumns()) {
            column.pack();
        }
        return fields;
    }

    private void fill(Catalog catalog) {
        for (UnwiredBundle each : catalog.unwired()) {
            TableItem item = new TableItem(table, SWT.NONE);
            item.setText(new String[] {"–", "not usable", each.name() + " " + each.reason()});
            item.setForeground(JFaceResources.getColorRegistry().get("ERROR_COLOR"));
        }
        for (InstalledExtension each : catalog.extensions()) {
            new TableItem(table, SWT.NONE).setText(new String[] {
                each.id(),
                each.kind().title(),
                each.bundle().symbolicName() + " " + each.bundle().version()
            });
        }
    }
}
