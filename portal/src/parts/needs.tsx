import { Link, Outlet } from 'react-router';
import type { Me } from '../../../src/gateways/http-api/shapes/agreement.ts';
import { useMe } from '../api/use-api.ts';
import { words } from '../format.ts';
import { mayOneOf, whoMay } from '../roles.ts';
import type { PageRight } from '../roles.ts';
import { PageTitle } from './page.tsx';

/** Pages for those who have the right. Others are told who may see them, and the server is asked for nothing. */
export function Needs({ right }: { right: PageRight }) {
  const me = useMe();
  if (!me.data) return null;
  return mayOneOf(me.data, right) ? <Outlet /> : <NotForYou me={me.data} right={right} />;
}

function NotForYou({ me, right }: { me: Me; right: PageRight }) {
  const others = whoMay(right, me.sides);
  return (
    <>
      <PageTitle title="This page is not for your role" />
      <p>
        You are signed in as{' '}
        {words(me.user.role).replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())} of {me.party.name}.{' '}
        {others === '' ? 'Nobody of your organization may see it.' : `It is for: ${others}.`}
      </p>
      <p>
        An administrator gives roles. What you may do stands under <Link to="/account">your account</Link>.
      </p>
    </>
  );
}
