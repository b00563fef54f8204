/** What things in a scenario mean to somebody who looks at them: quantities worked out, releases, options, numbers of instances. */
package org.foliot.dsl.ide.meaning;
