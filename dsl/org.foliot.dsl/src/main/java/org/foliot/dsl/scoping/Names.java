package org.foliot.dsl.scoping;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.naming.QualifiedName;
import org.eclipse.xtext.resource.EObjectDescription;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.scoping.IScope;

/** A flat scope: simple names, looked up in a map. */
final class Names implements IScope {
    private final Map<String, ? extends EObject> elements;

    Names(Map<String, ? extends EObject> elements) {
        this.elements = elements;
    }

    @Override
    public IEObjectDescription getSingleElement(QualifiedName name) {
        EObject element = name.getSegmentCount() == 1 ? elements.get(name.getFirstSegment()) : null;
        return element == null ? null : EObjectDescription.create(name, element);
    }

    @Override
    public Iterable<IEObjectDescription> getElements(QualifiedName name) {
        IEObjectDescription single = getSingleElement(name);
        return single == null ? List.of() : List.of(single);
    }

    @Override
    public IEObjectDescription getSingleElement(EObject object) {
        for (Map.Entry<String, ? extends EObject> entry : elements.entrySet()) {
            if (entry.getValue() == object) {
                return EObjectDescription.create(entry.getKey(), object);
            }
        }
        return null;
    }

    @Override
    public Iterable<IEObjectDescription> getElements(EObject object) {
        IEObjectDescription single = getSingleElement(object);
        return single == null ? List.of() : List.of(single);
    }

    @Override
    public Iterable<IEObjectDescription> getAllElements() {
        List<IEObjectDescription> all = new ArrayList<>(elements.size());
        elements.forEach((name, element) -> all.add(EObjectDescription.create(name, element)));
        return all;
    }
}
