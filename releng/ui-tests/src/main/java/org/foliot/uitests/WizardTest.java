package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IMarker;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.IWizardPage;
import org.eclipse.jface.wizard.WizardDialog;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.swt.widgets.Tree;
import org.eclipse.swt.widgets.TreeItem;
import org.eclipse.ui.IEditorReference;
import org.eclipse.ui.IWorkbenchWizard;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.FilteredTree;
import org.eclipse.ui.wizards.IWizardDescriptor;
import org.foliot.dsl.ui.FoliotUiPlugin;
import org.foliot.dsl.ui.PluginFolders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Starting something new. */
class WizardTest {
    private final IProject project = ResourcesPlugin.getWorkspace().getRoot().getProject("fresh");

    @AfterEach
    void forget() throws Exception {
        Ui.run(() -> Ui.page().closeAllEditors(false));
        project.delete(true, true, null);
        FoliotUiPlugin.get().getPreferenceStore().setToDefault(PluginFolders.PREFERENCE);
    }

    @Test
    void aNewProjectHasAScenarioThatIsSoundAndOpen() throws Exception {
        finish("org.foliot.ui.newProject", StructuredSelection.EMPTY, "fresh");
        Ui.build();
        IFile scenario = project.getFile("stolen_time.foliot");
        assertThat(scenario.exists()).isTrue();
        assertThat(EditorTest.markers(scenario)).isEmpty();
        assertThat(openEditors()).containsExactly("stolen_time.foliot");
        Ui.picture("new-project");
    }

    @Test
    void aNewScenarioIsSound() throws Exception {
        finish("org.foliot.ui.newProject", StructuredSelection.EMPTY, "fresh");
        finish("org.foliot.ui.newScenario", new StructuredSelection(project), "second.foliot");
        Ui.build();
        assertThat(Scenarios.text(project.getFile("second.foliot"))).contains("scenario second");
        assertThat(problems()).isEmpty();
    }

    @Test
    void aNewBundleIsAProjectWithItsPageAndComponentOpen() throws Exception {
        with("org.foliot.ui.newBundle", StructuredSelection.EMPTY, dialog -> {
            IWizardPage page = dialog.getCurrentPage();
            Composite all = (Composite) page.getControl();
            control(all, Combo.class, 0).select(2);
            assertThat(page.isPageComplete()).isFalse();
            control(all, Text.class, 0).setText("fresh");
            control(all, Text.class, 1).setText("org.foliot.mine");
            assertThat(page.getErrorMessage()).contains("would be one of Foliot's own");
            assertThat(page.isPageComplete()).isFalse();
            Ui.picture("new-bundle");
            control(all, Text.class, 1).setText("com.example.fresh");
            assertThat(page.getErrorMessage()).isNull();
            assertThat(dialog.getCurrentPage().getWizard().performFinish()).isTrue();
        });
        assertThat(project.getFile("pom.xml").exists()).isTrue();
        assertThat(project.getFolder("lib/repository").exists()).isTrue();
        assertThat(Scenarios.text(project.getFile("scenarios/fresh.foliot"))).contains("scheduler fresh");
        assertThat(project.getDefaultCharset(false)).isEqualTo("UTF-8");
        assertThat(openEditors()).containsExactlyInAnyOrder("FreshScheduler.java", "README.md");
        assertThat(Ui.call(() -> Ui.page().getActiveEditor().getTitle())).isEqualTo("README.md");
        assertThat(FoliotUiPlugin.get().pluginFolders().folders())
                .containsExactly(project.getLocation().append("target").toPath());
        Ui.waitUntil("its scenario says what is to be done first", () -> problems().stream()
                .map(each -> each.getAttribute(IMarker.MESSAGE, ""))
                .anyMatch(each -> each.endsWith("fresh: has not been built yet; run \"mvn verify\" in "
                        + project.getLocation().toOSString())));
        Ui.picture("new-bundle-project");
    }

    @Test
    void aBundleIsRefusedAsOnTheCommandLineAndWhereAFolderIsInTheWay() throws Exception {
        finish("org.foliot.ui.newProject", StructuredSelection.EMPTY, "fresh");
        var stray = ResourcesPlugin.getWorkspace()
                .getRoot()
                .getLocation()
                .append("stray")
                .toPath();
        Files.createDirectories(stray);
        with("org.foliot.ui.newBundle", StructuredSelection.EMPTY, dialog -> {
            IWizardPage page = dialog.getCurrentPage();
            Text name = control((Composite) page.getControl(), Text.class, 0);
            for (String[] refused : new String[][] {
                {"My Bundle", "\"My Bundle\" cannot be the name of a bundle; use lower-case letters and digits"},
                {"new", "\"org.example.new\" cannot be a package"},
                {"fresh", "A project fresh is there already"},
                {"stray", "The workspace has a folder stray already"}
            }) {
                name.setText(refused[0]);
                assertThat(page.getErrorMessage()).startsWith(refused[1]);
                assertThat(page.isPageComplete()).isFalse();
            }
            name.setText("");
            assertThat(page.getErrorMessage()).isNull();
            assertThat(page.isPageComplete()).isFalse();
        });
        Files.delete(stray);
    }

    @Test
    void anExampleIsCopiedWithItsPageAndWhatItImports() throws Exception {
        with("org.foliot.ui.importExample", StructuredSelection.EMPTY, dialog -> {
            Composite all = (Composite) dialog.getCurrentPage().getControl();
            Tree tree = control(all, Tree.class, 0);
            assertThat(Arrays.stream(tree.getItems()).map(TreeItem::getText))
                    .anyMatch(each -> each.startsWith("Tutorial"))
                    .anyMatch(each -> each.startsWith("Incidents"))
                    .anyMatch(each -> each.startsWith("Seeds"))
                    .anyMatch(each -> each.startsWith("Fleets"))
                    .anyMatch(each -> each.startsWith("Oracle"));
            choose(tree, "Move a guest");
            control(all, Combo.class, 0).setText("fresh");
            assertThat(control(all, Text.class, 1).getText()).startsWith("A guest moves twice");
            Ui.picture("import-example");
            assertThat(dialog.getCurrentPage().getWizard().performFinish()).isTrue();
        });
        Ui.build();
        assertThat(project.getFile("tutorial/move-a-guest.md").exists()).isTrue();
        assertThat(project.getFile("tutorial/parts/hosts.foliot").exists()).isTrue();
        assertThat(openEditors()).containsExactly("move-a-guest.foliot");
        assertThat(problems()).isEmpty();
        with("org.foliot.ui.importExample", new StructuredSelection(project), dialog -> {
            Composite all = (Composite) dialog.getCurrentPage().getControl();
            choose(control(all, Tree.class, 0), "Move a guest");
            assertThat(dialog.getCurrentPage().getErrorMessage())
                    .startsWith("tutorial/move-a-guest.foliot is in fresh already");
            assertThat(dialog.getCurrentPage().isPageComplete()).isFalse();
        });
    }

    @Test
    void aGroupStandsForItsExamples() throws Exception {
        AtomicInteger wanted = new AtomicInteger();
        with("org.foliot.ui.importExample", StructuredSelection.EMPTY, dialog -> {
            Composite all = (Composite) dialog.getCurrentPage().getControl();
            Tree tree = control(all, Tree.class, 0);
            ((FilteredTree) tree.getParent().getParent()).getViewer().expandAll();
            TreeItem tutorial = Arrays.stream(tree.getItems())
                    .filter(each -> each.getText().startsWith("Tutorial"))
                    .findFirst()
                    .orElseThrow();
            wanted.set(tutorial.getItemCount());
            tree.setSelection(tutorial);
            tree.notifyListeners(SWT.Selection, new Event());
            control(all, Combo.class, 0).setText("fresh");
            assertThat(dialog.getCurrentPage().isPageComplete()).isTrue();
            assertThat(dialog.getCurrentPage().getWizard().performFinish()).isTrue();
        });
        Ui.build();
        assertThat(Arrays.stream(project.getFolder("tutorial").members())
                        .filter(each -> "foliot".equals(each.getFileExtension())))
                .hasSize(wanted.get());
        assertThat(openEditors()).hasSizeBetween(1, 5);
        assertThat(problems()).isEmpty();
    }

    @Test
    void examplesAreFoundByWhatTheySayTheyShow() {
        with("org.foliot.ui.importExample", StructuredSelection.EMPTY, dialog -> {
            Composite all = (Composite) dialog.getCurrentPage().getControl();
            Tree tree = control(all, Tree.class, 0);
            int groups = tree.getItemCount();
            assertThat(groups).isGreaterThan(3);
            FilteredTree filtered = (FilteredTree) tree.getParent().getParent();
            filtered.getPatternFilter().setPattern("twice imports");
            filtered.getViewer().refresh();
            filtered.getViewer().expandAll();
            assertThat(tree.getItemCount()).isLessThan(groups);
            assertThat(Arrays.stream(tree.getItems())
                            .flatMap(group -> Arrays.stream(group.getItems()))
                            .map(TreeItem::getText))
                    .anyMatch(each -> each.startsWith("Move a guest"));
            Ui.picture("import-example-found");
        });
    }

    private List<IMarker> problems() {
        return Ui.call(() -> List.of(project.findMarkers(IMarker.PROBLEM, true, IResource.DEPTH_INFINITE)));
    }

    private static List<String> openEditors() {
        return Ui.call(() -> Arrays.stream(Ui.page().getEditorReferences())
                .map(IEditorReference::getTitle)
                .toList());
    }

    private static void choose(Tree tree, String title) {
        ((FilteredTree) tree.getParent().getParent()).getViewer().expandAll();
        for (TreeItem group : tree.getItems()) {
            for (TreeItem item : group.getItems()) {
                if (item.getText().startsWith(title)) {
                    tree.setSelection(item);
                    tree.notifyListeners(SWT.Selection, new Event());
                    return;
                }
            }
        }
        throw new AssertionError("there is no " + title);
    }

    /** Fills the name in and finishes. */
    private static void finish(String id, IStructuredSelection selection, String name) {
        with(id, selection, dialog -> {
            IWizardPage page = dialog.getCurrentPage();
            nameOf((Composite) page.getControl()).setText(name);
            assertThat(page.getErrorMessage()).isNull();
            assertThat(dialog.getCurrentPage().getWizard().canFinish()).isTrue();
            assertThat(dialog.getCurrentPage().getWizard().performFinish()).isTrue();
        });
    }

    /** Opens a wizard, does something with it, and closes it. */
    private static void with(String id, IStructuredSelection selection, Consumer<WizardDialog> work) {
        Ui.run(() -> {
            IWorkbenchWizard wizard = descriptor(id).createWizard();
            wizard.init(PlatformUI.getWorkbench(), selection);
            WizardDialog dialog =
                    new WizardDialog(Ui.page().getWorkbenchWindow().getShell(), wizard);
            dialog.setBlockOnOpen(false);
            dialog.open();
            try {
                work.accept(dialog);
            } finally {
                dialog.close();
            }
        });
    }

    private static IWizardDescriptor descriptor(String id) {
        IWizardDescriptor found =
                PlatformUI.getWorkbench().getNewWizardRegistry().findWizard(id);
        return found != null
                ? found
                : PlatformUI.getWorkbench().getImportWizardRegistry().findWizard(id);
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

    /** One of a page's controls of a kind, in the order in which people meet them. */
    private static <T extends Control> T control(Composite page, Class<T> kind, int number) {
        List<T> found = new ArrayList<>();
        collect(page, kind, found);
        return found.get(number);
    }

    private static <T extends Control> void collect(Composite page, Class<T> kind, List<T> found) {
        for (Control control : page.getChildren()) {
            if (kind.isInstance(control)) {
                found.add(kind.cast(control));
            } else if (control instanceof Composite group) {
                collect(group, kind, found);
            }
        }
    }
}
