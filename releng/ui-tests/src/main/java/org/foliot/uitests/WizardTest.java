package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IWorkbenchWizard;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.wizards.IWizardDescriptor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting something new. */
class WizardTest {
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("fresh");

    @AfterEach
    void forget() throws Exception {
        Ui.run(() -> Ui.page().closeAllEditors(false));
        project.delete(true, true, null);
    }

    @Test
    void aNewProjectHasAScenarioThatIsSoundAndOpen() throws Exception {
        finish("org.foliot.ui.newProject", StructuredSelection.EMPTY, "fresh");
        Ui.build();
        IFile scenario = project.getFile("stolen_time.foliot");
        assertThat(scenario.exists()).isTrue();
        assertThat(EditorTest.markers(scenario)).isEmpty();
        assertThat(Ui.call(() -> Ui.page().getActiveEditor().getTitle())).isEqualTo("stolen_time.foliot");
        Ui.picture("new-project");
    }

    @Test
    void aNewScenarioIsSound() throws Exception {
        finish("org.foliot.ui.newProject", StructuredSelection.EMPTY, "fresh");
        finish("org.foliot.ui.newScenario", new StructuredSelection(project), "second.foliot");
        Ui.build();
        assertThat(Scenarios.text(project.getFile("second.foliot"))).contains("scenario second");
        assertThat(project.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE))
                .isEmpty();
    }

    /** Fills the name in and finishes. */
    private static void finish(String id, IStructuredSelection selection, String name) {
        Ui.run(() -> {
            IWizardDescriptor descriptor =
                    PlatformUI.getWorkbench().getNewWizardRegistry().findWizard(id);
            IWorkbenchWizard wizard = descriptor.createWizard();
            wizard.init(PlatformUI.getWorkbench(), selection);
            WizardDialog dialog =
                    new WizardDialog(Ui.page().getWorkbenchWindow().getShell(), wizard);
            dialog.setBlockOnOpen(false);
            dialog.open();
            IWizardPage page = wizard.getPages()[0];
            nameOf((Composite) page.getControl()).setText(name);
            assertThat(page.getErrorMessage()).isNull();
            assertThat(wizard.canFinish()).isTrue();
            assertThat(wizard.performFinish()).isTrue();
            dialog.close();
        });
    }

    /** The last line of a page that can be written in without anything having been switched on: the name. */
    private static Text nameOf(Composite page) {
        Text found = null;
        for (Control control : page.getChildren()) {
            Text inside = control instanceof Composite group
                    ? nameOf(group)
                    : control instanceof Text text && text.isEnabled() ? text : null;
            found = inside == null ? found : inside;
        }
        return found;
    }
}
