package org.foliot.ui.wizard;

import org.eclipse.ui.IImportWizard;
import org.foliot.ui.FoliotWorkbench;

/** Copies scenarios that come with Foliot into a project, and opens them. */
public final class ImportExampleWizard extends CreationWizard implements IImportWizard {
    private final Examples examples = new Examples(FoliotWorkbench.get().getBundle());
    private ExamplePage page;

    /** For the workbench. */
    public ImportExampleWizard() {
        super("Import Foliot Example");
    }

    @Override
    public void addPages() {
        page = new ExamplePage(examples, selection());
        addPage(page);
    }

    @Override
    Creation creation() {
        return new ExampleCopy(page.chosen(), examples, page.project())::create;
    }
}
