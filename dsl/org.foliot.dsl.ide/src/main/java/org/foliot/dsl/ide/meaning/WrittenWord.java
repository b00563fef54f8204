package org.foliot.dsl.ide.meaning;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.xtext.nodemodel.INode;
import org.eclipse.xtext.nodemodel.util.NodeModelUtils;
import org.foliot.dsl.foliot.FoliotPackage;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.Value;
import org.foliot.dsl.foliot.WordValue;

/** The word that a value is, or that the parameter holds which it names. */
public final class WrittenWord {
    private WrittenWord() {}

    /** The word; absent for a value that is none, and where it is missing. */
    public static Optional<String> of(Value value) {
        return of(value, new HashSet<>());
    }

    private static Optional<String> of(Value value, Set<Parameter> way) {
        if (!(value instanceof WordValue word)) {
            return Optional.empty();
        }
        if (word.getReference() instanceof Parameter parameter && !parameter.eIsProxy()) {
            return way.add(parameter) ? of(parameter.getValue(), way) : Optional.empty();
        }
        List<INode> nodes = NodeModelUtils.findNodesForFeature(word, FoliotPackage.Literals.WORD_VALUE__REFERENCE);
        return nodes.isEmpty() ? Optional.empty() : Optional.of(NodeModelUtils.getTokenText(nodes.get(0)));
    }
}
