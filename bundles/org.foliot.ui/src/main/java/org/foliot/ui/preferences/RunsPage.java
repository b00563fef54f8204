package org.foliot.ui.preferences;

import org.eclipse.jface.preference.BooleanFieldEditor;
import org.eclipse.jface.preference.DirectoryFieldEditor;
import org.eclipse.jface.preference.FieldEditorPreferencePage;
import org.eclipse.jface.preference.StringFieldEditor;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.IWorkbenchPreferencePage;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.launch.LaunchAttributes;
import org.foliot.ui.results.ResultMinings;

/** What new launch configurations begin with, and what the editor shows of runs. */
public final class RunsPage extends FieldEditorPreferencePage implements IWorkbenchPreferencePage {

    /** For the workbench. */
    public RunsPage() {
        super(GRID);
        setPreferenceStore(FoliotWorkbench.get().getPreferenceStore());
        setDescription("Each launch configuration has a seed and a folder of its own. New ones begin with these.");
    }

    @Override
    public void init(IWorkbench workbench) {}

    @Override
    protected void createFieldEditors() {
        addField(new Seed(getFieldEditorParent()));
        DirectoryFieldEditor folder =
                new DirectoryFieldEditor(LaunchAttributes.PREFERRED_FOLDER, "&Keep runs in:", getFieldEditorParent());
        folder.setErrorMessage("The folder to keep runs in is not there");
        addField(folder);
        addField(new BooleanFieldEditor(
                ResultMinings.PREFERENCE, "&Show results of the latest run beside the lines", getFieldEditorParent()));
    }

    /** A whole number that may be negative, as on the command line. */
    private static final class Seed extends StringFieldEditor {
        Seed(Composite parent) {
            super(LaunchAttributes.PREFERRED_SEED, "Se&ed:", parent);
            setEmptyStringAllowed(false);
            setErrorMessage("The seed is a whole number");
        }

        @Override
        protected boolean doCheckState() {
            return LaunchAttributes.isSeed(getStringValue());
        }
    }
}
