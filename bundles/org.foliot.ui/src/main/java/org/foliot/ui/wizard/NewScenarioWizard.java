package org.foliot.ui.wizard;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.runtime.ILog;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.WizardNewFileCreationPage;
import org.eclipse.ui.ide.IDE;

/** Writes a scenario that runs as it is, for people to change. */
public final class NewScenarioWizard extends Wizard implements INewWizard {
    private IWorkbench workbench;
    private IStructuredSelection selection;
    private Page page;

    @Override
    public void init(IWorkbench newWorkbench, IStructuredSelection newSelection) {
        workbench = newWorkbench;
        selection = newSelection;
        setWindowTitle("New Foliot Scenario");
        setNeedsProgressMonitor(true);
    }

    @Override
    public void addPages() {
        page = new Page(selection);
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        IFile file = page.createNewFile();
        if (file == null) {
            return false;
        }
        try {
            IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), file);
        } catch (PartInitException e) {
            ILog.get().log(e.getStatus());
        }
        return true;
    }

    /** Where the file goes, what it is called, and what it begins as. */
    private static final class Page extends WizardNewFileCreationPage {
        private static final String EXTENSION = "foliot";

        private Combo templates;

        Page(IStructuredSelection selection) {
            super("scenario", selection);
            setTitle("Foliot Scenario");
            setDescription("A scenario that runs as it is, for you to change.");
            setFileExtension(EXTENSION);
            setFileName("scenario." + EXTENSION);
        }

        @Override
        protected void createAdvancedControls(Composite parent) {
            Label label = new Label(parent, SWT.NONE);
            label.setText("&Template:");
            templates = new Combo(parent, SWT.READ_ONLY);
            for (Template each : Template.values()) {
                templates.add(each.title());
            }
            templates.select(0);
            GridDataFactory.fillDefaults().grab(true, false).applyTo(templates);
        }

        @Override
        protected boolean validatePage() {
            if (!super.validatePage()) {
                return false;
            }
            if (!Template.isName(name())) {
                setErrorMessage(name() + " cannot be a name: a letter, then letters, digits, underscores and hyphens");
                return false;
            }
            return true;
        }

        private String name() {
            String file = getFileName();
            return file.endsWith("." + EXTENSION) ? file.substring(0, file.length() - EXTENSION.length() - 1) : file;
        }

        @Override
        protected InputStream getInitialContents() {
            Template template = Template.values()[templates.getSelectionIndex()];
            return new ByteArrayInputStream(template.text(name()).getBytes(StandardCharsets.UTF_8));
        }

        /** There is nothing else to say. */
        @Override
        protected void createLinkTarget() {}

        @Override
        protected org.eclipse.core.runtime.IStatus validateLinkedResource() {
            return org.eclipse.core.runtime.Status.OK_STATUS;
        }
    }
}
