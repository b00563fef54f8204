package org.foliot.ui.launch;

import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.resources.ResourcesPlugin;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.core.runtime.CoreException;
import org.eclipse.core.runtime.ILog;
import org.eclipse.core.variables.VariablesPlugin;
import org.eclipse.debug.core.ILaunchConfiguration;
import org.eclipse.debug.core.ILaunchConfigurationWorkingCopy;
import org.eclipse.debug.ui.AbstractLaunchConfigurationTab;
import org.eclipse.jface.layout.GridDataFactory;
import org.eclipse.jface.layout.GridLayoutFactory;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.Image;
import org.eclipse.swt.widgets.Button;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Label;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.IEditorPart;
import org.eclipse.ui.IWorkbenchPage;
import org.eclipse.ui.IWorkbenchWindow;
import org.eclipse.ui.PlatformUI;
import org.eclipse.ui.dialogs.FilteredResourcesSelectionDialog;
import org.eclipse.ui.ide.ResourceUtil;
import org.foliot.trace.TraceFormat;

/** Which scenario is run, with which parameters and seed, and whether the run is kept and traced. */
public final class ScenarioTab extends AbstractLaunchConfigurationTab {
    private static final Pattern PARAMETER = Pattern.compile("\\s*(\\w+)\\s*=\\s*\\S.*");

    private static final int LINE_WIDTH = 200;
    private static final int PARAMETERS_HEIGHT = 80;

    private Text file;
    private Text seed;
    private Text parameters;
    private Text folder;
    private final Map<TraceFormat, Button> traces = new EnumMap<>(TraceFormat.class);

    @Override
    public void createControl(Composite parent) {
        Composite page = new Composite(parent, SWT.NONE);
        GridLayoutFactory.swtDefaults().numColumns(3).applyTo(page);
        file = line(page, "&Scenario:", "A file of the workspace");
        Button browse = new Button(page, SWT.PUSH);
        browse.setText("&Browse…");
        browse.addListener(SWT.Selection, e -> browse());
        seed = line(page, "Se&ed:", "A whole number, from which all random streams are derived");
        new Label(page, SWT.NONE);
        new Label(page, SWT.NONE).setText("&Parameters:");
        parameters = new Text(page, SWT.BORDER | SWT.MULTI | SWT.V_SCROLL);
        parameters.setToolTipText("One to a line, as name = value");
        parameters.addModifyListener(e -> updateLaunchConfigurationDialog());
        GridDataFactory.fillDefaults()
                .grab(true, true)
                .hint(LINE_WIDTH, PARAMETERS_HEIGHT)
                .span(2, 1)
                .applyTo(parameters);
        folder = line(page, "&Keep in:", "A folder into which a directory with results is written; may be empty");
        new Label(page, SWT.NONE);
        new Label(page, SWT.NONE).setText("&Trace as:");
        Composite formats = new Composite(page, SWT.NONE);
        GridDataFactory.fillDefaults().span(2, 1).applyTo(formats);
        GridLayoutFactory.fillDefaults().numColumns(TraceFormat.values().length).applyTo(formats);
        for (TraceFormat format : TraceFormat.values()) {
            Button traced = new Button(formats, SWT.CHECK);
            traced.setText(format.word());
            traced.addListener(SWT.Selection, e -> updateLaunchConfigurationDialog());
            traces.put(format, traced);
        }
        setControl(page);
    }

    private Text line(Composite page, String label, String message) {
        new Label(page, SWT.NONE).setText(label);
        Text text = new Text(page, SWT.BORDER);
        text.setMessage(message);
        text.addModifyListener(e -> updateLaunchConfigurationDialog());
        GridDataFactory.fillDefaults()
                .grab(true, false)
                .align(SWT.FILL, SWT.CENTER)
                // As wide as the dialog lets it be, and not as what it says while it is empty.
                .hint(LINE_WIDTH, SWT.DEFAULT)
                .applyTo(text);
        return text;
    }

    private void browse() {
        FilteredResourcesSelectionDialog dialog = new FilteredResourcesSelectionDialog(
                getShell(), false, ResourcesPlugin.getWorkspace().getRoot(), IResource.FILE);
        dialog.setInitialPattern("**.foliot");
        dialog.open();
        if (dialog.getFirstResult() instanceof IFile chosen) {
            file.setText(chosen.getFullPath().toString());
        }
    }

    @Override
    public void setDefaults(ILaunchConfigurationWorkingCopy configuration) {
        LaunchAttributes.prefer(configuration);
        Optional.ofNullable(PlatformUI.getWorkbench().getActiveWorkbenchWindow())
                .flatMap(ScenarioTab::atHand)
                .ifPresent(scenario -> LaunchAttributes.describe(configuration, scenario));
    }

    /** The scenario that is selected, or else the one that is being edited. */
    private static Optional<IFile> atHand(IWorkbenchWindow window) {
        IWorkbenchPage page = window.getActivePage();
        IEditorPart editor = page == null ? null : page.getActiveEditor();
        return Stream.of(
                        window.getSelectionService().getSelection() instanceof IStructuredSelection selection
                                ? Adapters.adapt(selection.getFirstElement(), IFile.class)
                                : null,
                        editor == null ? null : ResourceUtil.getFile(editor.getEditorInput()))
                .filter(LaunchAttributes::isScenario)
                .findFirst();
    }

    @Override
    public void initializeFrom(ILaunchConfiguration configuration) {
        try {
            file.setText(configuration.getAttribute(LaunchAttributes.FILE, ""));
            seed.setText(configuration.getAttribute(LaunchAttributes.SEED, LaunchAttributes.DEFAULT_SEED));
            folder.setText(configuration.getAttribute(LaunchAttributes.FOLDER, ""));
            List<TraceFormat> traced = LaunchAttributes.traces(configuration);
            traces.forEach((format, button) -> button.setSelection(traced.contains(format)));
            parameters.setText(LaunchAttributes.parameters(configuration).entrySet().stream()
                    .map(each -> each.getKey() + " = " + each.getValue())
                    .collect(Collectors.joining("\n")));
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    @Override
    public void performApply(ILaunchConfigurationWorkingCopy configuration) {
        configuration.setAttribute(LaunchAttributes.FILE, file.getText().strip());
        configuration.setAttribute(LaunchAttributes.SEED, seed.getText().strip());
        configuration.setAttribute(LaunchAttributes.FOLDER, folder.getText().strip());
        configuration.setAttribute(LaunchAttributes.PARAMETERS, written());
        configuration.setAttribute(
                LaunchAttributes.TRACES, traced().map(TraceFormat::word).toList());
        try {
            Optional<IFile> named = LaunchAttributes.file(configuration);
            configuration.setMappedResources(named.map(f -> new IResource[] {f}).orElse(null));
        } catch (CoreException e) {
            ILog.get().log(e.getStatus());
        }
    }

    private Stream<TraceFormat> traced() {
        return traces.keySet().stream().filter(format -> traces.get(format).getSelection());
    }

    /** The lines that are a name and a value; {@link #isValid} tells of the others. */
    private Map<String, String> written() {
        Map<String, String> values = new TreeMap<>();
        parameters
                .getText()
                .lines()
                .map(line -> line.split("=", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> values.put(parts[0].strip(), parts[1].strip()));
        return values;
    }

    @Override
    public boolean isValid(ILaunchConfiguration configuration) {
        setErrorMessage(wrong());
        return getErrorMessage() == null;
    }

    /** What is wrong is not kept: a line that is no parameter would be lost. */
    @Override
    public boolean canSave() {
        return wrong() == null;
    }

    private String wrong() {
        IResource found = ResourcesPlugin.getWorkspace()
                .getRoot()
                .findMember(file.getText().strip());
        if (!(found instanceof IFile)) {
            return "Say which scenario to run: a file of the workspace";
        } else if (!LaunchAttributes.isSeed(seed.getText())) {
            return "The seed is a whole number from " + Long.MIN_VALUE + " to " + Long.MAX_VALUE;
        }
        String parameter = wrongParameter();
        return parameter == null ? wrongFolder() : parameter;
    }

    private String wrongParameter() {
        Set<String> names = new HashSet<>();
        for (String line :
                parameters.getText().lines().filter(text -> !text.isBlank()).toList()) {
            Matcher parameter = PARAMETER.matcher(line);
            if (!parameter.matches()) {
                return "\"" + line.strip() + "\" is not a parameter: write name = value";
            } else if (!names.add(parameter.group(1))) {
                return "The parameter " + parameter.group(1) + " is there twice";
            }
        }
        return null;
    }

    private String wrongFolder() {
        if (folder.getText().isBlank() && traced().findAny().isPresent()) {
            return "A trace is kept with its run: say in which folder";
        }
        try {
            VariablesPlugin.getDefault()
                    .getStringVariableManager()
                    .validateStringVariables(folder.getText().strip());
            return null;
        } catch (CoreException e) {
            return "The folder to keep the run in: " + e.getStatus().getMessage();
        }
    }

    @Override
    public String getName() {
        return "Scenario";
    }

    @Override
    public Image getImage() {
        return null;
    }
}
