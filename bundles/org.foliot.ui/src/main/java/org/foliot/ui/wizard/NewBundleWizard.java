package org.foliot.ui.wizard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.foliot.api.extension.ExtensionKind;
import org.foliot.archetype.ArchetypeException;
import org.foliot.archetype.BundleProject;

/** Makes the Maven project of a new extension, the same as {@code foliot new bundle} does, and opens it. */
public final class NewBundleWizard extends CreationWizard {
    private Page page;

    /** For the workbench. */
    public NewBundleWizard() {
        super("New Foliot Bundle Project");
    }

    @Override
    public void addPages() {
        page = new Page();
        addPage(page);
    }

    @Override
    Creation creation() {
        NewBundle bundle = new NewBundle(page.bundle(), page.project(), page.isUsedHere());
        return bundle::create;
    }

    /** Of which kind the extension is, and what it is called. */
    private static final class Page extends WizardPage {
        private Combo kind;
        private Text name;
        private Text packageName;
        private Button usedHere;

        Page() {
            super("bundle");
            setTitle("Foliot Bundle Project");
            setDescription(
                    "A hypervisor, a memory strategy or a host scheduler of your own: a Maven project that builds"
                            + " with \"mvn verify\" anywhere.");
        }

        @Override
        public void createControl(Composite parent) {
            Composite all = new Composite(parent, SWT.NONE);
            GridLayoutFactory.swtDefaults().numColumns(2).applyTo(all);
            label(all, "&Kind:");
            kind = new Combo(all, SWT.READ_ONLY);
            Arrays.stream(ExtensionKind.values()).map(Page::titleOf).forEach(kind::add);
            kind.select(ExtensionKind.MEMORY_STRATEGY.ordinal());
            kind.addListener(SWT.Selection, e -> check());
            label(all, "&Name:");
            name = text(all, "The project's folder and, with underscores for hyphens, the word of scenarios");
            label(all, "&Package:");
            packageName = text(all, "org.example and the name, if you say nothing");
            new Label(all, SWT.NONE);
            usedHere = new Button(all, SWT.CHECK);
            usedHere.setText("Use it in this &workbench as soon as it is built");
            usedHere.setToolTipText("Makes the project's target folder one of the plug-in folders");
            usedHere.setSelection(true);
            setControl(all);
            setPageComplete(false);
        }

        private static void label(Composite parent, String text) {
            new Label(parent, SWT.NONE).setText(text);
        }

        private Text text(Composite parent, String message) {
            Text text = new Text(parent, SWT.BORDER);
            text.setMessage(message);
            text.addModifyListener(e -> check());
            GridDataFactory.fillDefaults().grab(true, false).applyTo(text);
            return text;
        }

        private static String titleOf(ExtensionKind kind) {
            return kind.title().substring(0, 1).toUpperCase(Locale.ROOT)
                    + kind.title().substring(1);
        }

        /** Before anything is typed, nothing is wrong; but it is not complete either. */
        private void check() {
            String wrong = name().isEmpty() ? null : wrong();
            setErrorMessage(wrong);
            setPageComplete(!name().isEmpty() && wrong == null);
        }

        private String wrong() {
            try {
                bundle();
            } catch (ArchetypeException e) {
                return e.getMessage();
            }
            IStatus status = ResourcesPlugin.getWorkspace().validateName(name(), IResource.PROJECT);
            if (!status.isOK()) {
                return status.getMessage();
            }
            if (project().exists()) {
                return "A project " + name() + " is there already; choose another name";
            }
            return ResourcesPlugin.getWorkspace()
                            .getRoot()
                            .getLocation()
                            .append(name())
                            .toFile()
                            .exists()
                    ? "The workspace has a folder " + name() + " already; choose another name or remove it"
                    : null;
        }

        private String name() {
            return name.getText().strip();
        }

        BundleProject bundle() {
            Optional<String> chosen = Optional.of(packageName.getText().strip()).filter(each -> !each.isEmpty());
            return BundleProject.of(ExtensionKind.values()[kind.getSelectionIndex()], name(), chosen);
        }

        IProject project() {
            return ResourcesPlugin.getWorkspace().getRoot().getProject(name());
        }

        boolean isUsedHere() {
            return usedHere.getSelection();
        }
    }
}
