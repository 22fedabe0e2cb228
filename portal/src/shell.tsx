import { AppShell, Burger, Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { Link, useLocation } from 'react-router';
import type { Me } from '../../src/gateways/http-api/shapes/agreement.ts';
import icon from './icon.svg';
import { postJson } from './api/client.ts';
import { may } from './api/use-api.ts';
import { Navigation } from './navigation.tsx';
import { TestBand, TestBandWithClock } from './parts/test-band.tsx';

/** Header, navigation and main part of every page behind sign-in; without navigation for who must set something up first. */
export function Shell({ me, children }: { me: Me; children: ReactNode }) {
  const [opened, { toggle, close }] = useDisclosure();
  const { pathname } = useLocation();
  const queries = useQueryClient();
  const main = useRef<HTMLElement>(null);
  const shown = useRef(pathname);
  useEffect(() => {
    close();
    if (shown.current !== pathname) main.current?.focus({ preventScroll: true });
    shown.current = pathname;
    if (window.location.hash === '') window.scrollTo(0, 0);
  }, [pathname, close]);
  const signOut = async (): Promise<void> => {
    await postJson('/api/sign-out', {});
    queries.setQueryData(['me'], null);
    queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'me' });
  };
  return (
    <AppShell
      header={{ height: 56 }}
      navbar={{ width: 232, breakpoint: 'md', collapsed: { mobile: !opened } }}
      padding="lg"
      transitionDuration={0}
    >
      <AppShell.Header className="header">
        <a className="skip" href="#main" onClick={() => main.current?.focus()}>
          Skip to content
        </a>
        <Burger
          opened={opened}
          onClick={toggle}
          hiddenFrom="md"
          size="sm"
          color="white"
          aria-label="Navigation"
          aria-expanded={opened}
        />
        <Link to="/" className="brand">
          <img src={icon} alt="" width="28" height="28" /> Meetpoint
        </Link>
        <Link to="/account" className="who" aria-label={`Your account: ${me.user.name}, ${me.party.name}`}>
          <span className="who-name">{me.user.name}</span>
          <span className="who-party">{me.party.name}</span>
        </Link>
        <Button variant="white" size="xs" onClick={() => void signOut()}>
          Sign out
        </Button>
      </AppShell.Header>
      <AppShell.Navbar className={opened ? 'navbar' : 'navbar navbar-closed'}>
        <Navigation me={me} />
      </AppShell.Navbar>
      <AppShell.Main id="main" tabIndex={-1} ref={main}>
        {may(me, 'agreements:read') ? <TestBandWithClock /> : <TestBand />}
        {children}
      </AppShell.Main>
    </AppShell>
  );
}
