package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.eclipse.core.resources.IFile;
import org.eclipse.jface.preference.PreferenceDialog;
import org.eclipse.jface.preference.PreferencePage;
import org.eclipse.jface.text.IDocument;
import org.eclipse.jface.text.codemining.ICodeMining;
import org.eclipse.jface.text.source.Annotation;
import org.eclipse.jface.text.source.IAnnotationModel;
import org.eclipse.jface.text.source.inlined.LineContentAnnotation;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Text;
import org.eclipse.ui.dialogs.PreferencesUtil;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.foliot.ui.FoliotWorkbench;
import org.foliot.ui.results.ResultMinings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the latest run says, beside the lines that it is about. */
class ResultsTest {
    private static final String FAILING =
            EditorTest.SOUND.replace("expect {", "expect {\n    always web.vcpu[0].stolen <= 100 ms");

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("results");
    }

    @AfterEach
    void forget() throws Exception {
        FoliotWorkbench.get().getPreferenceStore().setToDefault(ResultMinings.PREFERENCE);
        scenarios.close();
    }

    @Test
    void vcpusAndExpectationsHaveTheirResultsBesideThemUntilTheTextChanges() throws Exception {
        IFile file = scenarios.file("beside.foliot", FAILING);
        XtextEditor editor = Scenarios.open(file);
        assertThat(shown(editor)).isEmpty();
        RunTest.run(file);
        Ui.waitUntil("results are shown", () -> shown(editor).size() == 3);
        assertThat(shown(editor).get(0)).startsWith("11: running ").contains("stolen 49");
        assertThat(shown(editor).get(1)).startsWith("22: ✗ failed at 212 ms: 10");
        assertThat(shown(editor).get(2)).startsWith("23: ✓ held: 49");
        Ui.picture("results");
        IDocument document = editor.getDocument();
        Ui.run(() -> document.replace(0, 0, " "));
        Ui.waitUntil("results are gone", () -> shown(editor).isEmpty());
        Ui.run(() -> document.replace(0, 1, ""));
        Ui.waitUntil("results are back", () -> shown(editor).size() == 3);
        FoliotWorkbench.get().getPreferenceStore().setValue(ResultMinings.PREFERENCE, false);
        Ui.waitUntil("results are switched off", () -> shown(editor).isEmpty());
    }

    @Test
    void aSeedThatIsNoneIsRefusedInThePreferences() {
        Ui.run(() -> {
            PreferenceDialog dialog = PreferencesUtil.createPreferenceDialogOn(null, "org.foliot.ui.runs", null, null);
            dialog.setBlockOnOpen(false);
            dialog.open();
            try {
                PreferencePage page = (PreferencePage) dialog.getSelectedPage();
                Text seed = seed((Composite) page.getControl());
                assertThat(seed.getText()).isEqualTo("1");
                type(seed, "1.5");
                assertThat(page.isValid()).isFalse();
                assertThat(page.getErrorMessage()).isEqualTo("The seed is a whole number");
                Ui.picture("preferences-runs");
                type(seed, "-7");
                assertThat(page.isValid()).isTrue();
            } finally {
                dialog.close();
            }
        });
    }

    private static void type(Text line, String text) {
        line.setText(text);
        line.notifyListeners(SWT.KeyUp, new Event());
    }

    /** The first line of the page. */
    private static Text seed(Composite page) {
        for (Control control : page.getChildren()) {
            Text inside = control instanceof Composite group ? seed(group) : control instanceof Text text ? text : null;
            if (inside != null) {
                return inside;
            }
        }
        return null;
    }

    /** Line and text of each, in the order of the lines. */
    private static List<String> shown(XtextEditor editor) {
        return Ui.call(() -> {
            IDocument document = editor.getDocument();
            SortedMap<Integer, String> found = new TreeMap<>();
            for (ICodeMining each : minings(editor)) {
                int line = document.getLineOfOffset(each.getPosition().getOffset()) + 1;
                found.merge(line, line + ": " + each.getLabel().strip(), (one, other) -> one + " | " + other);
            }
            return List.copyOf(found.values());
        });
    }

    /** All that stands beside lines of an editor; asked in the thread of the workbench. */
    static List<ICodeMining> minings(XtextEditor editor) throws ReflectiveOperationException {
        List<ICodeMining> found = new ArrayList<>();
        IAnnotationModel model = editor.getInternalSourceViewer().getAnnotationModel();
        for (Iterator<Annotation> all = model.getAnnotationIterator(); all.hasNext(); ) {
            if (all.next() instanceof LineContentAnnotation annotation) {
                // The platform draws minings and tells nobody what they say.
                Field minings = annotation.getClass().getDeclaredField("fMinings");
                minings.setAccessible(true);
                ((List<?>) minings.get(annotation)).forEach(each -> found.add((ICodeMining) each));
            }
        }
        return found;
    }
}
