package org.foliot.dsl.resource;

import org.eclipse.emf.ecore.EObject;
import org.eclipse.xtext.resource.IEObjectDescription;
import org.eclipse.xtext.resource.impl.DefaultResourceDescriptionStrategy;
import org.eclipse.xtext.util.IAcceptor;
import org.foliot.dsl.foliot.Erratum;
import org.foliot.dsl.foliot.Guest;
import org.foliot.dsl.foliot.Host;
import org.foliot.dsl.foliot.KernelDefinition;
import org.foliot.dsl.foliot.Member;
import org.foliot.dsl.foliot.Parameter;
import org.foliot.dsl.foliot.ScenarioFile;

/** Tells an index which elements of a file others can name; a setting has a name too and is nobody's business. */
public class ExportedElements extends DefaultResourceDescriptionStrategy {
    @Override
    public boolean createEObjectDescriptions(EObject element, IAcceptor<IEObjectDescription> acceptor) {
        if (element instanceof ScenarioFile file) {
            Imports.describe(file).ifPresent(acceptor::accept);
            return true;
        }
        boolean named = element instanceof Parameter
                || element instanceof KernelDefinition
                || element instanceof Erratum
                || element instanceof Host
                || element instanceof Guest
                || element instanceof Member;
        if (named) {
            super.createEObjectDescriptions(element, acceptor);
        }
        return element instanceof Host || element instanceof Guest;
    }
}
