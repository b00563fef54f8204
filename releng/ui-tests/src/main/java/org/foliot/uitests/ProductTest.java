package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import org.eclipse.core.resources.IFile;
import org.eclipse.xtext.ui.editor.XtextEditor;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the product has settled, and another Eclipse with Foliot in it asks. */
class ProductTest {
    private static final String FAILING = EditorTest.SOUND.replace("of 500 ms", "of 100 ms");

    private Scenarios scenarios;

    @BeforeEach
    void project() throws Exception {
        scenarios = new Scenarios("settled");
    }

    @AfterEach
    void forget() throws Exception {
        scenarios.close();
    }

    @Test
    void whatIsNotSavedYetIsSavedAndRun() throws Exception {
        IFile file = scenarios.file("typed.foliot", EditorTest.SOUND);
        XtextEditor editor = Scenarios.open(file);
        Ui.run(() -> editor.getDocument().set(FAILING));
        assertThat(RunTest.run(file).getExitValue()).isEqualTo(1);
        assertThat(Scenarios.text(file)).isEqualTo(FAILING);
        assertThat(Ui.call(editor::isDirty)).isFalse();
    }
}
