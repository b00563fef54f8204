package org.foliot.ui.wizard;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.core.resources.IProject;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.IWorkspaceRoot;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.IStatus;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider;
import org.eclipse.jface.viewers.DelegatingStyledCellLabelProvider.IStyledLabelProvider;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.ITreeContentProvider;
import org.eclipse.jface.viewers.LabelProvider;
import org.eclipse.jface.viewers.StyledString;
import org.eclipse.jface.viewers.TreeViewer;
import org.eclipse.jface.viewers.Viewer;
import org.eclipse.jface.wizard.WizardPage;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Combo;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.FilteredTree;
import org.eclipse.ui.dialogs.PatternFilter;

/** Which examples, and into which project. */
final class ExamplePage extends WizardPage {
    /** The project that is proposed where there is none. */
    static final String PROJECT = "examples";

    private static final int WIDTH = 620;
    private static final int TREE_HEIGHT = 260;
    private static final int TEXT_HEIGHT = 80;

    private final Examples examples;
    private final IStructuredSelection selection;
    private TreeViewer tree;
    private Text text;
    private Combo project;

    ExamplePage(Examples examples, IStructuredSelection selection) {
        super("examples");
        this.examples = examples;
        this.selection = selection;
        setTitle("Foliot Examples");
        setDescription("Scenarios that come with Foliot. Each is copied with its page and with what it imports.");
    }

    @Override
    public void createControl(Composite parent) {
        Composite all = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(2).applyTo(all);
        createTree(all);
        text = new Text(all, SWT.WRAP | SWT.READ_ONLY | SWT.V_SCROLL);
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .hint(WIDTH, TEXT_HEIGHT)
                .span(2, 1)
                .applyTo(text);
        new Label(all, SWT.NONE).setText("Into &project:");
        project = new Combo(all, SWT.DROP_DOWN);
        project.setToolTipText("One that is there, or a new one");
        project.setItems(projects());
        project.setText(proposedProject());
        project.addModifyListener(e -> check());
        GridDataFactory.fillDefaults().grab(true, false).applyTo(project);
        setControl(all);
        setPageComplete(false);
    }

    private void createTree(Composite parent) {
        FilteredTree filtered =
                new FilteredTree(parent, SWT.MULTI | SWT.BORDER | SWT.V_SCROLL, new Search(), true, true);
        filtered.setInitialText("type what it is about");
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(WIDTH, TREE_HEIGHT)
                .span(2, 1)
                .applyTo(filtered);
        tree = filtered.getViewer();
        tree.setContentProvider(new Contents());
        tree.setLabelProvider(new DelegatingStyledCellLabelProvider(new Labels()));
        tree.setInput(examples.groups());
        tree.addSelectionChangedListener(e -> check());
    }

    private static String[] projects() {
        return Arrays.stream(ResourcesPlugin.getWorkspace().getRoot().getProjects())
                .filter(IProject::isOpen)
                .map(IProject::getName)
                .toArray(String[]::new);
    }

    private String proposedProject() {
        IResource selected = Adapters.adapt(selection.getFirstElement(), IResource.class);
        return selected != null
                        && selected.getProject() != null
                        && selected.getProject().isOpen()
                ? selected.getProject().getName()
                : PROJECT;
    }

    private void check() {
        List<Example> chosen = chosen();
        text.setText(chosen.size() == 1 ? chosen.get(0).text() : "");
        String wrong = wrong(chosen);
        setErrorMessage(wrong);
        setPageComplete(wrong == null && !chosen.isEmpty());
    }

    private String wrong(List<Example> chosen) {
        IStatus status = ResourcesPlugin.getWorkspace().validateName(projectName(), IResource.PROJECT);
        if (!status.isOK()) {
            return status.getMessage();
        } else if (project().exists() && !project().isOpen()) {
            return "The project " + projectName() + " is closed; open it or choose another one";
        }
        return new ExampleCopy(chosen, examples, project())
                .inTheWay()
                .map(path ->
                        path + " is in " + projectName() + " already; choose another project or remove it from there")
                .orElse(null);
    }

    /** The tree, for tests that choose in it. */
    TreeViewer tree() {
        return tree;
    }

    List<Example> chosen() {
        return Arrays.stream(tree.getStructuredSelection().toArray())
                .flatMap(this::meant)
                .distinct()
                .toList();
    }

    /** A group stands for its examples, as far as they are shown. */
    private Stream<Example> meant(Object element) {
        return element instanceof Examples.Group group
                ? group.examples().stream()
                        .filter(e -> Arrays.stream(tree.getFilters()).allMatch(f -> f.select(tree, group, e)))
                : Stream.of((Example) element);
    }

    private String projectName() {
        return project.getText().strip();
    }

    IProject project() {
        IWorkspaceRoot root = ResourcesPlugin.getWorkspace().getRoot();
        return root.getProject(projectName());
    }

    private static final class Contents implements ITreeContentProvider {
        @Override
        public Object[] getElements(Object input) {
            return ((List<?>) input).toArray();
        }

        @Override
        public Object[] getChildren(Object parent) {
            return parent instanceof Examples.Group group ? group.examples().toArray() : new Object[0];
        }

        @Override
        public Object getParent(Object element) {
            return null;
        }

        @Override
        public boolean hasChildren(Object element) {
            return element instanceof Examples.Group;
        }
    }

    /** Finds examples by words of what they are called and of what they say they show; groups for what is in them. */
    private static final class Search extends PatternFilter {
        private List<String> words = List.of();

        @Override
        public void setPattern(String typed) {
            words = typed == null
                    ? List.of()
                    : List.of(typed.toLowerCase(Locale.ROOT).strip().split("\\s+"));
            super.setPattern(typed);
        }

        @Override
        protected boolean isLeafMatch(Viewer viewer, Object element) {
            if (!(element instanceof Example example)) {
                return false;
            }
            String said = String.join(" ", example.title(), example.path(), example.text())
                    .toLowerCase(Locale.ROOT);
            return words.stream().allMatch(said::contains);
        }
    }

    private static final class Labels extends LabelProvider implements IStyledLabelProvider {
        @Override
        public StyledString getStyledText(Object element) {
            if (element instanceof Example example) {
                return new StyledString(example.title()).append("  " + example.name(), StyledString.QUALIFIER_STYLER);
            }
            Examples.Group group = (Examples.Group) element;
            return new StyledString(group.title())
                    .append("  " + group.examples().size(), StyledString.COUNTER_STYLER);
        }

        @Override
        public Image getImage(Object element) {
            return null;
        }
    }
}
