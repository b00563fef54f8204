package org.foliot.uitests;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.eclipse.swt.SWT;
import org.eclipse.swt.widgets.Composite;
import org.eclipse.swt.widgets.Control;
import org.eclipse.swt.widgets.Event;
import org.eclipse.swt.widgets.Menu;
import org.eclipse.swt.widgets.MenuItem;
import org.eclipse.swt.widgets.Shell;
import org.eclipse.swt.widgets.ToolBar;
import org.eclipse.swt.widgets.ToolItem;
import org.eclipse.ui.PlatformUI;
import org.junit.jupiter.api.Test;

/** What the perspective of Foliot offers. */
class PerspectiveTest {

    @Test
    void scenariosCanBeRunAndNotDebugged() {
        assertThat(Ui.call(() -> Ui.page().getPerspective().getId())).isEqualTo("org.foliot.ui.perspective");
        assertThat(Ui.call(() -> tools(shell())))
                .anyMatch(each -> each.startsWith("Run"))
                .noneMatch(PerspectiveTest::debugs);
        assertThat(Ui.call(() -> menu("Run"))).contains("Run As").noneMatch(PerspectiveTest::debugs);
    }

    @Test
    void everyPageOfPreferencesIsFoundUnderTheNameOfFoliot() {
        assertThat(PlatformUI.getWorkbench()
                        .getPreferenceManager()
                        .find("org.foliot.dsl.Foliot")
                        .getSubNodes())
                .isNotEmpty()
                .allSatisfy(
                        page -> assertThat(((org.eclipse.ui.internal.preferences.WorkbenchPreferenceExtensionNode) page)
                                        .getKeywordReferences())
                                .as(page.getId())
                                .contains("org.foliot.dsl.ui.keyword"));
    }

    private static boolean debugs(String label) {
        return label.contains("Debug");
    }

    private static Shell shell() {
        return Ui.page().getWorkbenchWindow().getShell();
    }

    /** What the visible tools of a composite say of themselves. */
    private static List<String> tools(Composite composite) {
        List<String> found = new ArrayList<>();
        for (Control child : composite.getChildren()) {
            if (child instanceof ToolBar bar && bar.isVisible()) {
                Arrays.stream(bar.getItems())
                        .map(ToolItem::getToolTipText)
                        .filter(Objects::nonNull)
                        .forEach(found::add);
            } else if (child instanceof Composite inside) {
                found.addAll(tools(inside));
            }
        }
        return found;
    }

    /** The lines of a menu, filled as if somebody had opened it. */
    private static List<String> menu(String title) {
        MenuItem item = Arrays.stream(shell().getMenuBar().getItems())
                .filter(each -> each.getText().replace("&", "").equals(title))
                .findFirst()
                .orElseThrow();
        Menu menu = item.getMenu();
        menu.notifyListeners(SWT.Show, new Event());
        List<String> lines = Arrays.stream(menu.getItems())
                .map(each -> each.getText().replace("&", "").split("\t", 2)[0])
                .toList();
        menu.notifyListeners(SWT.Hide, new Event());
        return lines;
    }
}
